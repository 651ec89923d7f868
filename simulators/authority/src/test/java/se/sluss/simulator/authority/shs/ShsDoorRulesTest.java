package se.sluss.simulator.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.simulator.authority.contract.Product;

/** What a node refuses, a row each, from a request that it takes. */
class ShsDoorRulesTest {
  private static final String PRODUCT = "7f6c1a52-4a0e-4f39-9b0e-0a7f5f0f7c11";

  private static final String LABEL =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
          + "<!DOCTYPE shs.label SYSTEM \"shs-label-1.2.dtd\">"
          + "<shs.label version=\"1.2\" tx.id=\"t-1\" corr.id=\"t-1\" shs.agreement=\"agreed\""
          + " transfer-type=\"synch\" message-type=\"simple\" sequence-type=\"request\""
          + " status=\"test\"><from commonName=\"a\">urn:X-shs:5599900012</from>"
          + "<to commonName=\"b\">5599900020.elt</to><product commonName=\"c\">urn:X-shs:"
          + PRODUCT
          + "</product><datetime>2026-11-26T12:00:00</datetime><content content.id=\"c-1\">"
          + "<data datapartType=\"request\" filename=\"a.xml\" no-of-bytes=\"4\"/></content>"
          + "</shs.label>";

  private static final String MESSAGE =
      String.join(
          "\r\n",
          "Subject: x",
          "MIME-Version: 1.0",
          "Content-Type: multipart/mixed; boundary=\"b\"",
          "Content-Transfer-Encoding: binary",
          "",
          "--b",
          "Content-Type: text/xml; charset=ISO-8859-1",
          "Content-Transfer-Encoding: binary",
          "",
          LABEL,
          "--b",
          "Content-Type: text/xml",
          "Content-Transfer-Encoding: binary",
          "Content-Disposition: attachment; filename=\"a.xml\"",
          "",
          "<a/>",
          "--b--",
          "");

  private final Directory directory = new Directory();

  @Test
  void requestThatFollowsTheRulesIsTaken() throws ShsFaultException {
    Participant participant = admit(MESSAGE, "vendor");

    assertThat(participant.service()).isEqualTo(Product.ELT);
    assertThat(new String(ShsRequest.read(bytes(MESSAGE)).data().toArray(), ISO_8859_1))
        .isEqualTo("<a/>");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        row("IllegalMessageStructure", "not MIME", m -> "<a/>"),
        row("IllegalMessageStructure", "truncated", m -> m.replace("--b--", "")),
        row(
            "IllegalMessageStructure",
            "7bit",
            m -> m.replace("g: binary\r\nContent-D", "g: 7bit\r\nContent-D")),
        row("IllegalMessageStructure", "Message-ID", m -> "Message-ID: <x>\r\n" + m),
        row(
            "IllegalMessageStructure",
            "one part",
            m -> m.replaceAll("(?s)--b\r\nContent-Type: text/xml\r\n.*<a/>\r\n", "")),
        row(
            "IllegalMessageStructure",
            "UTF-8 label",
            m -> m.replace("\"ISO-8859-1\"", "\"UTF-8\"")),
        row(
            "IllegalMessageStructure",
            "standalone",
            m -> m.replace("\"ISO-8859-1\"?", "\"ISO-8859-1\" standalone=\"yes\"?")),
        row(
            "IllegalMessageStructure",
            "entities",
            m -> m.replace("label-1.2.dtd\"", "label-1.2.dtd\" [<!ENTITY e \"x\">]")),
        row("IllegalMessageStructure", "no tx.id", m -> m.replace("tx.id=\"t-1\" ", "")),
        row("IllegalMessageStructure", "no corr.id", m -> m.replace("corr.id=\"t-1\" ", "")),
        row(
            "IllegalMessageStructure",
            "strange attribute",
            m -> m.replace("tx.id=", "x=\"1\" tx.id=")),
        row(
            "IllegalMessageStructure",
            "order",
            m ->
                m.replace("<datetime>2026-11-26T12:00:00</datetime>", "")
                    .replace("</content>", "</content><datetime>2026-11-26T12:00:00</datetime>")),
        row("IllegalMessageStructure", "zone", m -> m.replace("12:00:00<", "12:00:00Z<")),
        row("IllegalMessageStructure", "no commonName", m -> m.replace(" commonName=\"a\"", "")),
        row(
            "IllegalMessageStructure",
            "a reply",
            m -> m.replace("\"request\" status", "\"reply\" status")),
        row(
            "IllegalMessageStructure",
            "version",
            m -> m.replace("version=\"1.2\"", "version=\"1.1\"")),
        row(
            "IllegalMessageStructure",
            "label too long",
            m -> m.replace("<datetime>", "<subject>" + "x".repeat(4096) + "</subject><datetime>")),
        row(
            "IllegalProductType",
            "named product",
            m -> m.replace(PRODUCT, "FK.ASE.Tidredovisning")),
        row("UnknownSender", "unknown sender", m -> m.replace("5599900012", "5599900038")),
        row("UnknownSender", "no sender", m -> m.replaceAll("<from.*</from>", "")),
        row("UnknownProductType", "unknown product", m -> m.replace("7f6c", "7f6d")),
        row("UnknownReceiver", "unknown receiver", m -> m.replace("5599900020", "5599900038")),
        row(
            "UnresolvedReceiver",
            "no receiver",
            m -> m.replaceAll("<to .*</to>", "").replace(" shs.agreement=\"agreed\"", "")),
        row("MissingAgreement", "wrong agreement", m -> m.replace("\"agreed\"", "\"other\"")),
        row("MissingAgreement", "no agreement", m -> m.replace(" shs.agreement=\"agreed\"", "")),
        row("MissingAgreement", "asynchronous", m -> m.replace("\"synch\"", "\"asynch\"")));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("refused")
  void requestThatBreaksARuleIsRefusedByItsCode(
      String code, String name, UnaryOperator<String> change) {
    String changed = change.apply(MESSAGE);
    assertThat(changed).isNotEqualTo(MESSAGE);

    ShsFaultException fault =
        catchThrowableOfType(ShsFaultException.class, () -> admit(changed, "vendor"));

    assertThat(fault.code()).isEqualTo(code);
  }

  @Test
  void senderIsTheOneInTheCertificate() {
    enter("other", "5599900046");

    ShsFaultException fault =
        catchThrowableOfType(ShsFaultException.class, () -> admit(MESSAGE, "other"));

    assertThat(fault.code()).isEqualTo("IllegalSender");
  }

  private Participant admit(String message, String commonName) throws ShsFaultException {
    enter("vendor", "5599900012");
    return directory.admit(commonName, ShsRequest.read(bytes(message)).label());
  }

  private void enter(String commonName, String organisation) {
    directory.enter(
        new Participant(
            commonName,
            organisation,
            "5599900020",
            PRODUCT,
            Product.ELT,
            "agreed",
            false,
            "request",
            Set.of()));
  }

  private static byte[] bytes(String message) {
    return message.getBytes(ISO_8859_1);
  }

  private static Arguments row(String code, String name, UnaryOperator<String> change) {
    return Arguments.of(code, name, change);
  }
}
