package se.sluss.model.contract;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import se.sluss.model.id.Service;

/**
 * The schemas of the messages that carry documents, requests and responses alike. Safe for
 * concurrent use.
 */
public final class MessageSchemas {
  private final CompiledSchema notification =
      bundled("/wsdl/eioa/", "SkickaAnmalanFranArbetsgivareResponder_1.0.xsd");
  private final CompiledSchema timeReport =
      bundled("/wsdl/elt/", "SkickaTidredovisningResponder_1.0.xsd");

  private MessageSchemas() {}

  /** The schemas that come with Sluss. */
  public static MessageSchemas bundled() {
    return new MessageSchemas();
  }

  /** Every fault of the element that stands in the SOAP body; empty when it is valid. */
  public List<SchemaFault> validate(Service service, Element bodyElement) {
    return switch (service) {
      case E_IOA -> notification.validate(bodyElement);
      case ELT -> timeReport.validate(bodyElement);
    };
  }

  private static CompiledSchema bundled(String bundle, String fileName) {
    return CompiledSchema.of(new SchemaSource(Optional.empty(), bundle), fileName);
  }
}
