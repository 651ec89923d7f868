package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Service;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.SubmitOutcome.InDoubt;
import se.sluss.submitter.delivery.SubmitOutcome.Received;
import se.sluss.submitter.delivery.SubmitOutcome.Refused;
import se.sluss.submitter.delivery.SubmitOutcome.ShutOff;

/** A row per answer; what happens without a whole answer is in {@link HttpLineTest}. */
class AnswerReaderTest {
  private static final String TX = "7f6c1a52-4a0e-4f39-9b0e-0a7f5f0f7c11";
  private static final String ELT = "urn:shs:emottagning:SkickaTidredovisning:1";
  private static final String EIOA = "urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1";

  private final AnswerReader reader = new AnswerReader(new SoapMessages());

  static Stream<Arguments> answers() {
    String receipt = receipt(ELT, "SkickaTidredovisningResponse", "");
    return Stream.of(
        row("receipt", 200, receipt, new Received(TX)),
        row("receipt under a strange status", 500, receipt, new Received(TX)),
        row(
            "receipt with elements that we do not know",
            200,
            receipt(ELT, "SkickaTidredovisningResponse", "<x:new xmlns:x=\"urn:x\">1</x:new>"),
            new Received(TX)),
        row(
            "receipt of the other service",
            200,
            receipt(EIOA, "SkickaAnmalanFranArbetsgivareResponse", ""),
            new InDoubt(Cause.UNREADABLE_ANSWER)),
        row(
            "receipt without tx-id",
            200,
            soap("<SkickaTidredovisningResponse xmlns=\"" + ELT + "\"/>"),
            new InDoubt(Cause.UNREADABLE_ANSWER)),
        row(
            "XmlValidationError",
            500,
            fault(
                "<XmlValidationError xmlns=\""
                    + ELT
                    + "\"><message>fel</message></XmlValidationError>"),
            new Refused(RefusalReason.XML_VALIDATION, "fel")),
        row(
            "SignatureValidationError under 400",
            400,
            fault(
                "<f:SignatureValidationError xmlns:f=\""
                    + ELT
                    + "\"><f:message>fel</f:message></f:SignatureValidationError>"),
            new Refused(RefusalReason.SIGNATURE_VALIDATION, "fel")),
        row(
            "declared fault of the other service's namespace",
            500,
            fault(
                "<XmlValidationError xmlns=\""
                    + EIOA
                    + "\"><message>x</message></XmlValidationError>"),
            new InDoubt(Cause.UNKNOWN_FAULT)),
        row("fault without detail", 500, fault(null), new InDoubt(Cause.UNKNOWN_FAULT)),
        row(
            "fault without detail under 200",
            200,
            fault(null),
            new InDoubt(Cause.UNREADABLE_ANSWER)),
        row(
            "document type declaration",
            200,
            "<!DOCTYPE x [<!ENTITY e \"e\">]>" + receipt.substring(receipt.indexOf("<soap")),
            new InDoubt(Cause.UNREADABLE_ANSWER)),
        row("200 with a page", 200, "<html>Hej</html>", new InDoubt(Cause.UNREADABLE_ANSWER)),
        row("200 with nothing", 200, "", new InDoubt(Cause.UNREADABLE_ANSWER)),
        row("202 with nothing", 202, "", new InDoubt(Cause.UNREADABLE_ANSWER)),
        row("redirect", 302, "", new ShutOff(Cause.ADDRESS_REFUSED, false)),
        row("400 bare", 400, "", new InDoubt(Cause.HTTP_STATUS)),
        row("401", 401, "", new ShutOff(Cause.FORBIDDEN, false)),
        row("403", 403, "", new ShutOff(Cause.FORBIDDEN, false)),
        row("403 with an undeclared fault", 403, fault(null), new ShutOff(Cause.FORBIDDEN, false)),
        row("404 of a gateway", 404, "<html/>", new ShutOff(Cause.ADDRESS_REFUSED, false)),
        row("404 with a fault", 404, fault(null), new InDoubt(Cause.UNKNOWN_FAULT)),
        row("429", 429, "", new InDoubt(Cause.OVERLOADED)),
        row("503", 503, "", new InDoubt(Cause.OVERLOADED)),
        row("500 bare", 500, "", new InDoubt(Cause.HTTP_STATUS)),
        row("502", 502, "", new InDoubt(Cause.HTTP_STATUS)),
        row("504", 504, "", new InDoubt(Cause.HTTP_STATUS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void answerMeans(String name, int status, String body, SubmitOutcome meaning) {
    RawAnswer answer = new RawAnswer(status, body.getBytes(StandardCharsets.UTF_8));

    assertThat(reader.read(Service.ELT, answer)).isEqualTo(meaning);
  }

  private static Arguments row(String name, int status, String body, SubmitOutcome meaning) {
    return Arguments.of(name, status, body, meaning);
  }

  private static String receipt(String namespace, String element, String more) {
    return soap(
        "<%2$s xmlns=\"%1$s\"><tx-id> %3$s </tx-id>%4$s</%2$s>"
            .formatted(namespace, element, TX, more));
  }

  private static String fault(String detail) {
    return soap(
        "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring>"
            + (detail == null ? "" : "<detail>" + detail + "</detail>")
            + "</soap:Fault>");
  }

  private static String soap(String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }
}
