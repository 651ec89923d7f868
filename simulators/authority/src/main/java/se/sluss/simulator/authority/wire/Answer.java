package se.sluss.simulator.authority.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.ledger.Outcome;

/**
 * What goes back to the caller.
 *
 * @param contentType of the body; empty for a bare status
 * @param headers further ones
 */
record Answer(int status, String contentType, Map<String, String> headers, Bytes body) {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int SOAP_FAULT_STATUS = 500;
  private static final String XML = "text/xml;charset=UTF-8";

  private static Answer xml(int status, String text) {
    return new Answer(status, XML, Map.of(), new Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A receipt in an envelope.
   *
   * @param extended whether it holds more than is known today, under another prefix
   */
  static Answer receipt(Product product, String txId, boolean extended) {
    return xml(OK, envelope(receiptElement(product, txId, extended)));
  }

  /** The element of a receipt; without a tx-id when that is null. */
  static String receiptElement(Product product, @Nullable String txId, boolean extended) {
    String prefix = extended ? "ns3:" : "";
    String declared = extended ? "xmlns:ns3" : "xmlns";
    String id = txId == null ? "" : "<%1$stx-id>%2$s</%1$stx-id>".formatted(prefix, txId);
    String more =
        extended
            ? "<n:handlaggning xmlns:n=\"urn:example:later\"><n:enhet>Bos\u00e4ttning</n:enhet>"
                + "</n:handlaggning>"
            : "";
    return "<%1$s%2$sResponse %3$s=\"%4$s\">%5$s%6$s</%1$s%2$sResponse>"
        .formatted(prefix, product.operation(), declared, product.messageNamespace(), id, more);
  }

  /** One of the two declared faults: final for this document. */
  static Answer declaredFault(Product product, Outcome outcome, String message) {
    return fault("soap:Client", "The request was refused", faultElement(product, outcome, message));
  }

  /** The element of a declared fault. */
  static String faultElement(Product product, Outcome outcome, String message) {
    String element =
        outcome == Outcome.XML_VALIDATION_ERROR ? "XmlValidationError" : "SignatureValidationError";
    return "<%1$s xmlns=\"%2$s\"><message>%3$s</message></%1$s>"
        .formatted(element, product.messageNamespace(), escape(message));
  }

  /** An SHS message. */
  static Answer message(byte[] message) {
    return new Answer(OK, "message/rfc822", Map.of(), new Bytes(message));
  }

  /** An SHS error before anything was taken. */
  static Answer shsError(String code, String info) {
    return new Answer(
        BAD_REQUEST,
        "text/plain",
        Map.of("X-shs-errorcode", code),
        new Bytes((code + ' ' + info).getBytes(StandardCharsets.UTF_8)));
  }

  /** A fault that says nothing about the document. */
  static Answer plainFault(String code, String text) {
    return fault(code, text, null);
  }

  static Answer bare(int status) {
    return new Answer(status, "", Map.of(), new Bytes(new byte[0]));
  }

  private static Answer fault(String code, String text, @Nullable String detail) {
    String details = detail == null ? "" : "<detail>" + detail + "</detail>";
    return xml(
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
