package se.sluss.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.evidence.verify.CheckName.ANSWER;
import static se.sluss.evidence.verify.CheckName.MEMBERS;
import static se.sluss.evidence.verify.Verified.reason;
import static se.sluss.evidence.verify.Verified.verifyLogged;
import static se.sluss.evidence.verify.Verified.with;

import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.Sample;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;

/** The package of a document that went over SHS. */
class ShsAnswerTest {
  private static final String ELT = "urn:shs:emottagning:SkickaTidredovisning:1";
  private static final String FAULT = "<r:XmlValidationError xmlns:r=\"" + ELT + "\"/>";

  private final Manifest.Receipt receipt = Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID);
  private final String good = reply(receipt.submissionId(), Sample.response(Sample.TX_ID));

  @Test
  void aReceiptOverShsIsNamedForWhatItIsAndPasses() {
    EvidencePackage made = made(receipt, good);
    Report report = verifyLogged(made);

    assertThat(made.names()).contains("answer/response.shs").doesNotContain("answer/response.xml");
    assertThat(with(report, Outcome.FAILED)).as("%s", report.findings()).isEmpty();
    assertThat(reason(report, ANSWER)).contains(Sample.TX_ID).contains("over SHS");
  }

  @Test
  void theLabelsTxIdServesWhereTheResponseHasNone() {
    Manifest.Receipt labelled = Sample.receipt(Sample.DOCUMENT_ID, Sample.LABEL_TX_ID);

    assertThat(failed(labelled, reply(labelled.submissionId(), Sample.response("")))).isEmpty();
    assertThat(failed(receipt, reply(receipt.submissionId(), Sample.response(""))))
        .containsExactly(ANSWER);
  }

  @Test
  void partsInBase64AreReadToo() {
    String coded = good;
    for (String part : good.split("Content-Transfer-Encoding: binary\r\n\r\n")) {
      String xml = part.split("\r\n--=_b", 2)[0];
      if (xml.startsWith("<")) {
        coded =
            coded.replace(
                "binary\r\n\r\n" + xml,
                "base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(xml.getBytes(UTF_8)));
      }
    }

    assertThat(coded).contains("base64").doesNotContain(Sample.TX_ID);
    assertThat(failed(receipt, coded)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "<detail>%s</detail>",
        "<s:Fault xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><detail>%s</detail></s:Fault>"
      })
  void aRefusalOverShsPassesHoweverItIsWrapped(String wrapped) {
    Manifest.Receipt refusal = Sample.refusal(Sample.DOCUMENT_ID, RefusalReason.XML_VALIDATION);
    Manifest.Receipt other = Sample.refusal(Sample.DOCUMENT_ID, RefusalReason.SIGNATURE_VALIDATION);

    assertThat(failed(refusal, reply(refusal.submissionId(), wrapped.formatted(FAULT)))).isEmpty();
    assertThat(failed(other, reply(other.submissionId(), wrapped.formatted(FAULT))))
        .containsExactly(ANSWER);
  }

  @Test
  void aRefusalOverShsMaySayItsFaultTwice() {
    Manifest.Receipt refusal = Sample.refusal(Sample.DOCUMENT_ID, RefusalReason.XML_VALIDATION);

    assertThat(
            failed(
                refusal, reply(refusal.submissionId(), "<detail>" + FAULT + FAULT + "</detail>")))
        .isEmpty();
  }

  static Stream<Arguments> untrue() {
    return Stream.of(
        Arguments.of("another tx-id", ">tx-", ">ty-"),
        Arguments.of("another message's corr.id", "corr.id=\"", "corr.id=\"0"),
        Arguments.of("another content", "content.id=\"", "content.id=\"0"),
        Arguments.of("another product", Sample.SHS_PRODUCT.substring(1), "0".repeat(35)),
        Arguments.of("a request", "\"reply\"", "\"request\""),
        Arguments.of("no label", "shs.label", "label"),
        Arguments.of("no end", "--=_b--", ""),
        Arguments.of("a label that declares an entity", ".dtd\"", ".dtd\" [<!ENTITY a \"b\">]"),
        Arguments.of(
            "data that declares an entity",
            "<r:Skicka",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><r:Skicka"),
        Arguments.of("not the response", "TidredovisningResponse", "TidredovisningReceipt"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("untrue")
  void whatIsNotTheAnswerToThisDocumentFails(String name, String from, String to) {
    assertThat(good).contains(from);
    assertThat(failed(receipt, good.replace(from, to))).as(name).containsExactly(ANSWER);
  }

  @Test
  void anAnswerToAnotherSubmissionFailsThoughItsTxIdIsTheSame() {
    String others = reply(SubmissionId.next(), Sample.response(Sample.TX_ID));

    assertThat(failed(receipt, others)).containsExactly(ANSWER);
  }

  @Test
  void aTestReplyIsNoLiveReceipt() {
    Manifest.Receipt live =
        new Manifest.Receipt(
            receipt.receiptId(),
            receipt.submissionId(),
            receipt.vendorId(),
            receipt.tenantId(),
            Mode.LIVE,
            receipt.service(),
            receipt.documentId(),
            receipt.outcome(),
            receipt.source(),
            receipt.txId(),
            receipt.refusalReason(),
            receipt.operator(),
            receipt.answeredAt(),
            receipt.storedAt());

    assertThat(failed(live, good)).contains(ANSWER);
    assertThat(failed(live, good.replace("status=\"test\"", "status=\"production\"")))
        .doesNotContain(ANSWER);
  }

  @Test
  void twoAnswersAreNoneAndSoIsNoAnswer() {
    EvidencePackage one = made(receipt, good);
    EvidencePackage two = Insider.with(one, MemberNames.ANSWER, Sample.received(Sample.TX_ID));

    assertThat(with(verifyLogged(two), Outcome.FAILED)).containsExactlyInAnyOrder(MEMBERS, ANSWER);
    assertThat(with(verifyLogged(Insider.without(one, MemberNames.SHS_ANSWER)), Outcome.FAILED))
        .containsExactlyInAnyOrder(MEMBERS, ANSWER);
  }

  private static String reply(SubmissionId submission, String data) {
    return new String(Sample.overShs(submission, data), UTF_8);
  }

  private static EvidencePackage made(Manifest.Receipt receipt, String answer) {
    return Sample.builder(receipt).answer(answer.getBytes(UTF_8)).build(Sample.KEY, Sample.MADE_AT);
  }

  private static Set<CheckName> failed(Manifest.Receipt receipt, String answer) {
    return with(verifyLogged(made(receipt, answer)), Outcome.FAILED);
  }
}
