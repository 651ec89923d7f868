package se.sluss.simulator.authority.contract;

import java.util.List;
import java.util.Optional;

/** One of the services, with every name that its contract fixes. */
public enum Product {
  E_IOA(
      "/shs2/FK.EIOA.AnmalanArbetsgivare",
      "SkickaAnmalanFranArbetsgivare",
      "anmalanfranarbetsgivare",
      List.of("underskrift"),
      "signatur",
      "ocspresponse",
      "http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/1",
      "anmalan_fran_arbetsgivare_extern_v1.xsd"),
  ELT(
      "/shs2/FK.ASE.Tidredovisning",
      "SkickaTidredovisning",
      "tidredovisning",
      List.of("assistent-signatur", "anordnare-signatur"),
      "signature",
      "ocspResponse",
      "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1",
      "tidredovisning_extern_v1.xsd");

  private final String path;
  private final String operation;
  private final String documentElement;
  private final List<String> signatureElements;
  private final String signatureValueElement;
  private final String ocspElement;
  private final String documentNamespace;
  private final String documentSchema;

  Product(
      String path,
      String operation,
      String documentElement,
      List<String> signatureElements,
      String signatureValueElement,
      String ocspElement,
      String documentNamespace,
      String documentSchema) {
    this.path = path;
    this.operation = operation;
    this.documentElement = documentElement;
    this.signatureElements = signatureElements;
    this.signatureValueElement = signatureValueElement;
    this.ocspElement = ocspElement;
    this.documentNamespace = documentNamespace;
    this.documentSchema = documentSchema;
  }

  /**
   * The product that a request path names, alone or with an environment suffix such as {@code
   * .ref}.
   */
  public static Optional<Product> ofPath(String path) {
    for (Product product : values()) {
      if (path.equals(product.path) || path.matches("\\Q" + product.path + "\\E\\.[A-Za-z0-9]+")) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }

  /** Name of the operation, which is also the request's root element. */
  public String operation() {
    return operation;
  }

  public String messageNamespace() {
    return "urn:shs:emottagning:" + operation + ":1";
  }

  public String soapAction() {
    return "urn:shs:emottagning:" + operation + "Responder:1:" + operation;
  }

  String messageSchema() {
    return operation + "Responder_1.0.xsd";
  }

  String documentElement() {
    return documentElement;
  }

  List<String> signatureElements() {
    return signatureElements;
  }

  String signatureValueElement() {
    return signatureValueElement;
  }

  String ocspElement() {
    return ocspElement;
  }

  String documentNamespace() {
    return documentNamespace;
  }

  String documentSchema() {
    return documentSchema;
  }
}
