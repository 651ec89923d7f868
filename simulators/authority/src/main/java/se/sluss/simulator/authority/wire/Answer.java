package se.sluss.simulator.authority.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Product;

/**
 * What goes back to the caller.
 *
 * @param body XML; empty for a bare status
 */
record Answer(int status, String body) {
  private static final int OK = 200;
  private static final int SOAP_FAULT_STATUS = 500;

  static Answer receipt(Product product, String txId) {
    return new Answer(
        OK,
        envelope(
            "<%1$sResponse xmlns=\"%2$s\"><tx-id>%3$s</tx-id></%1$sResponse>"
                .formatted(product.operation(), product.messageNamespace(), txId)));
  }

  /** One of the two declared faults: final for this document. */
  static Answer declaredFault(Product product, String element, String message) {
    return fault(
        "soap:Client",
        "The request was refused",
        "<%1$s xmlns=\"%2$s\"><message>%3$s</message></%1$s>"
            .formatted(element, product.messageNamespace(), escape(message)));
  }

  /** A fault that says nothing about the document. */
  static Answer plainFault(String code, String text) {
    return fault(code, text, null);
  }

  static Answer bare(int status) {
    return new Answer(status, "");
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static Answer fault(String code, String text, @Nullable String detail) {
    String details = detail == null ? "" : "<detail>" + detail + "</detail>";
    return new Answer(
        SOAP_FAULT_STATUS,
        envelope(
            "<soap:Fault><faultcode>"
                + code
                + "</faultcode><faultstring>"
                + escape(text)
                + "</faultstring>"
                + details
                + "</soap:Fault>"));
  }

  private static String envelope(String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
