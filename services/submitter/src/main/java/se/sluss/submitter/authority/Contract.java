package se.sluss.submitter.authority;

import se.sluss.model.id.Service;

/** The names in the two WSDLs. */
enum Contract {
  E_IOA("SkickaAnmalanFranArbetsgivare"),
  ELT("SkickaTidredovisning");

  private final String operation;

  Contract(String operation) {
    this.operation = operation;
  }

  static Contract of(Service service) {
    return switch (service) {
      case E_IOA -> E_IOA;
      case ELT -> ELT;
    };
  }

  /** The namespace of messages and of the details of faults. */
  String namespace() {
    return "urn:shs:emottagning:" + operation + ":1";
  }

  /** The header's value, without quotes. */
  String soapAction() {
    return "urn:shs:emottagning:" + operation + "Responder:1:" + operation;
  }

  String responseElement() {
    return operation + "Response";
  }
}
