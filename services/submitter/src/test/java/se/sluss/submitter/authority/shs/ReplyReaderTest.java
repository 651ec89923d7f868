package se.sluss.submitter.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.shs.ShsLabel;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.SubmitOutcome.InDoubt;
import se.sluss.submitter.delivery.SubmitOutcome.Received;
import se.sluss.submitter.delivery.SubmitOutcome.ShutOff;

class ReplyReaderTest {
  private static final InDoubt UNREADABLE = new InDoubt(Cause.UNREADABLE_ANSWER);

  static Stream<Arguments> readable() {
    String label = Replies.label();
    String good = Replies.message(label, Replies.DATA);
    return Stream.of(
        row("plain", good),
        row("document type without a body", Replies.message(typed(label, ""), Replies.DATA)),
        row(
            "document type by a public name",
            Replies.message(
                typed(label, "PUBLIC '-//SHS//x' 'http://127.0.0.1:1/x.dtd'"), Replies.DATA)),
        row("7bit", Replies.message("7bit", label, Replies.DATA)),
        row("without prefixes", good.replace("urn:X-shs:", "").replace("URN:x-shs:", "")),
        row("without actors", good.replaceAll("<from.*</to>", "")),
        row("without file name", good.replaceAll("; filename=[^\r]*", "")),
        row(
            "accented words",
            good.replace(
                "<datetime>",
                "<meta name=\"x\">\u00c5\u00c4\u00d6</meta><subject>\u00e5</subject><datetime>")),
        row(
            "history",
            good.replace(
                "</shs.label>", "<history node.id=\"n\"/><history node.id=\"m\"/></shs.label>")),
        row("preamble and epilogue", good.replaceFirst("\r\n\r\n--", "\r\n\r\nread\r\n--") + "end"),
        row(
            "a part more than the label lists",
            good.replace("--=_b--", "--=_b\r\nContent-Type: text/plain\r\n\r\nmore\r\n--=_b--")),
        row(
            "base64",
            Replies.message(
                "base64",
                Base64.getMimeEncoder().encodeToString(label.getBytes(ISO_8859_1)),
                Base64.getMimeEncoder().encodeToString(Replies.DATA.getBytes(ISO_8859_1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void receiptIsReadAsOtherNodesWriteIt(String name, String message) {
    assertThat(read(200, message)).isEqualTo(new Received("receipt"));
  }

  static Stream<Arguments> doubtful() {
    String label = Replies.label();
    String good = Replies.message(label, Replies.DATA);
    ShsLabel sent = Replies.sent();
    return Stream.of(
        row("another message's answer", good.replace(sent.corrId(), UUID.randomUUID().toString())),
        row("another content", good.replace(sent.contentId(), UUID.randomUUID().toString())),
        row("live answer to a test", good.replace(" status=\"test\"", "")),
        row("from a stranger", good.replace(Replies.RECEIVER, "2021005521")),
        row("to a stranger", good.replace(Replies.SENDER, "2021005521")),
        row("of another product", good.replace(Replies.PRODUCT, UUID.randomUUID().toString())),
        row("a request", good.replace("\"reply\"", "\"request\"")),
        row("a confirm", good.replace("\"reply\"", "\"adm\"").replace(Replies.PRODUCT, "confirm")),
        row("no corr.id", good.replaceAll(" corr.id=\"[^\"]*\"", "")),
        row("two contents", good.replace("<content", "<content content.id=\"x\"/><content")),
        row("two products", good.replace("<product", "<product>x</product><product")),
        row(
            "compound",
            good.replace("<data datapartType=\"x\"/>", "<compound no-of-parts=\"1\"/>")),
        row("nothing listed", good.replace("<data datapartType=\"x\"/>", "")),
        row(
            "more listed than there is",
            good.replace("<data ", "<data datapartType=\"y\"/><data ")),
        row("label in a namespace", good.replace("<shs.label", "<shs.label xmlns=\"urn:x\"")),
        row("label that is not XML", good.replaceFirst("text/xml", "text/plain")),
        row("data that is not XML", Replies.message(label, "hej")),
        row("data that says nothing", Replies.message(label, "<a/>")),
        row("receipt without tx-id", Replies.message(label, "<Response/>")),
        row("unknown encoding", Replies.message("x-uuencode", label, Replies.DATA)),
        row("base64 that is none", Replies.message("base64", label, Replies.DATA)),
        row("cut before the end", good.substring(0, good.indexOf("--=_b--"))),
        row("cut in the data", good.substring(0, good.indexOf("receipt"))),
        row("cut in the label", good.substring(0, good.indexOf("<product"))),
        row("cut in the head", good.substring(0, 40)),
        row("parts within parts", nested(good)),
        row("no parts", "Content-Type: text/xml\r\n\r\n" + Replies.DATA),
        row("no boundary", good.replace("; boundary=\"=_b\"", "")),
        row("bare data", Replies.DATA),
        row("empty", ""),
        row("parts without end", manyParts(good)),
        row("headers without end", "X: y\r\n".repeat(500) + good),
        row("a header without end", "X: " + "y".repeat(100_000) + "\r\n" + good),
        row(
            "label without end",
            good.replace("<datetime>", "<subject>" + "x".repeat(200_000) + "</subject><datetime>")),
        row("billion laughs", Replies.message(laughs(label), Replies.DATA)),
        row(
            "billion laughs in the data",
            Replies.message(
                label, "<!DOCTYPE Response [<!ENTITY a \"receipt\">]><Response>&a;</Response>")),
        row(
            "entity that is declared outside",
            Replies.message(
                typed(label, "SYSTEM 'file:///etc/passwd'")
                    .replace("<datetime>", "<subject>&e;</subject><datetime>"),
                Replies.DATA)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubtful")
  void whatIsNotSurelyOurReceiptIsDoubt(String name, String message) {
    assertThat(read(200, message)).isEqualTo(UNREADABLE);
    assertThat(read(202, message)).isEqualTo(UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SYSTEM 'URL'",
        "SYSTEM 'URL' [<!ENTITY e SYSTEM 'URL'>]",
        "[<!ENTITY % e SYSTEM 'URL'> %e;]"
      })
  void nothingIsFetched(String type) throws IOException {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      peer.setSoTimeout(100);
      String url = "http://127.0.0.1:" + peer.getLocalPort() + "/x.dtd";
      read(200, Replies.message(typed(Replies.label(), type.replace("URL", url)), Replies.DATA));

      assertThatThrownBy(() -> peer.accept().close()).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void labelsTxIdServesOnlyWhereTheConnectionSaysSo() {
    String message = Replies.message(Replies.label(), "<Response/>");

    assertThat(read(ReceiptTxId.RESPONSE_OR_LABEL, answer(200, message)))
        .isEqualTo(new Received("label-tx"));
    assertThat(read(ReceiptTxId.RESPONSE, answer(200, message))).isEqualTo(UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "MissingAgreement, FORBIDDEN, stop",
    "UnknownSender, FORBIDDEN, stop",
    "IllegalSender, FORBIDDEN, stop",
    "illegalsender, FORBIDDEN, stop",
    "UnresolvedReceiver, ADDRESS_REFUSED, stop",
    "UnknownReceiver, ADDRESS_REFUSED, stop",
    "IllegalReceiver, ADDRESS_REFUSED, stop",
    "IllegalOriginator, ADDRESS_REFUSED, stop",
    "IllegalEndRecipient, ADDRESS_REFUSED, stop",
    "IllegalProductType, ADDRESS_REFUSED, stop",
    "UnknownProductType, ADDRESS_REFUSED, stop",
    "MissingDeliveryAddress, ADDRESS_REFUSED, stop",
    "IllegalMessageStructure, ADDRESS_REFUSED, stop",
    "MissingDeliveryExecution, HTTP_STATUS, doubt",
    "IllegalDatapartContent, UNKNOWN_FAULT, doubt",
    "OtherError, UNKNOWN_FAULT, doubt",
    "'', UNKNOWN_FAULT, doubt",
    "IllegalAgreement, UNKNOWN_FAULT, doubt"
  })
  void codeSaysWhatBecomesOfLaneAndDocumentHoweverItComes(
      String code, Cause cause, String becomes) {
    SubmitOutcome expected =
        "stop".equals(becomes) ? new ShutOff(cause, false) : new InDoubt(cause);
    ShsLabel sent = Replies.sent();
    String label =
        Replies.label().replace("\"reply\"", "\"adm\"").replace(Replies.PRODUCT, "error");
    String report =
        Replies.management(
            sent.corrId(), sent.contentId(), "<error errorcode=\"" + code + "\" errorinfo=\"\"/>");

    assertThat(read(ReceiptTxId.RESPONSE, coded(400, code))).isEqualTo(expected);
    assertThat(read(200, Replies.message(label, report))).isEqualTo(expected);
  }

  @Test
  void reportOfAnotherMessagesFaultSaysNothingOfOurs() {
    ShsLabel sent = Replies.sent();
    String label =
        Replies.label().replace("\"reply\"", "\"adm\"").replace(Replies.PRODUCT, "error");
    String report =
        Replies.management("other", sent.contentId(), "<error errorcode=\"MissingAgreement\"/>");

    assertThat(read(200, Replies.message(label, report))).isEqualTo(UNREADABLE);
  }

  @Test
  void contradictionsAndBareStatusesAreNoVerdict() {
    RawAnswer both = coded(200, "MissingAgreement");
    RawAnswer twice =
        new RawAnswer(
            400,
            List.of(
                new RawAnswer.Header("X-shs-errorcode", "MissingAgreement"),
                new RawAnswer.Header("x-shs-ERRORCODE", "OtherError")),
            new byte[0]);

    assertThat(read(ReceiptTxId.RESPONSE, both)).isEqualTo(UNREADABLE);
    assertThat(read(ReceiptTxId.RESPONSE, twice)).isEqualTo(new InDoubt(Cause.UNKNOWN_FAULT));
    assertThat(read(500, Replies.message(Replies.label(), Replies.DATA)))
        .isEqualTo(new InDoubt(Cause.HTTP_STATUS));
  }

  @ParameterizedTest
  @CsvSource({
    "503, OtherError, OVERLOADED",
    "429, OtherError, OVERLOADED",
    "503, Anything, OVERLOADED",
    "500, OtherError, UNKNOWN_FAULT",
    "503, MissingDeliveryExecution, HTTP_STATUS"
  })
  void statusThatSaysLaterWinsOverACodeThatSaysNothing(int status, String code, Cause cause) {
    assertThat(read(ReceiptTxId.RESPONSE, coded(status, code))).isEqualTo(new InDoubt(cause));
  }

  private static RawAnswer coded(int status, String code) {
    return new RawAnswer(
        status,
        List.of(new RawAnswer.Header("X-Shs-Errorcode", code)),
        Replies.message(Replies.label(), Replies.DATA).getBytes(ISO_8859_1));
  }

  private static RawAnswer answer(int status, String message) {
    return new RawAnswer(status, message.getBytes(ISO_8859_1));
  }

  private static SubmitOutcome read(int status, String message) {
    return read(ReceiptTxId.RESPONSE, answer(status, message));
  }

  /** As the envelope of a request reads its answer. */
  private static SubmitOutcome read(ReceiptTxId receiptTxId, RawAnswer answer) {
    return new ShsMessages()
        .write(
            Replies.voice(Optional.empty(), receiptTxId),
            Replies.TRANSFER,
            "<a/>".getBytes(ISO_8859_1),
            Replies.MEANING)
        .meaning()
        .orElseThrow()
        .of(answer);
  }

  private static String typed(String label, String type) {
    return label.replace("<shs.label ", "<!DOCTYPE shs.label " + type + "><shs.label ");
  }

  private static String laughs(String label) {
    StringBuilder entities = new StringBuilder("[<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    return typed(label, entities + "]").replace("<datetime>", "<subject>&l9;</subject><datetime>");
  }

  private static String nested(String good) {
    return "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n"
        + good
        + "\r\n--outer--\r\n";
  }

  private static String manyParts(String good) {
    return good.replace("--=_b--", "--=_b\r\n\r\nx\r\n".repeat(50) + "--=_b--");
  }

  private static Arguments row(String name, String message) {
    return Arguments.of(name, message);
  }
}
