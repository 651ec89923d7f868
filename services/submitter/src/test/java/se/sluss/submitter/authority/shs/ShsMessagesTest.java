package se.sluss.submitter.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.shs.LabelReader;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsMessage;
import se.sluss.model.xml.HardenedXml;
import se.sluss.submitter.connection.ShsSettings;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.connection.ShsSettings.Status;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Transfer;

class ShsMessagesTest {
  /** Whatever a MIME or XML writer would have tidied up. */
  private static final byte[] REQUEST =
      "\uFEFF<?xml version='1.0'?>\r\n<a  b='c'>\u00e5\n\r</a>\r\n \n--\r\n".getBytes(UTF_8);

  private final ShsMessages messages = new ShsMessages();

  @Test
  void requestGoesInByteForByteBehindItsLabel() throws Exception {
    Envelope envelope = write(Optional.of("agreed"), Replies.TRANSFER, REQUEST);

    ShsMessage message = ShsMessage.read(envelope.body());
    ShsLabel label = message.label();
    assertThat(envelope.contentType()).isEqualTo("message/rfc822");
    assertThat(message.data()).isEqualTo(REQUEST);
    assertThat(label.agreement()).contains("agreed");
    assertThat(label.transferType()).isEqualTo(ShsLabel.TransferType.SYNCH);
    assertThat(label.sequenceType()).isEqualTo("request");
    assertThat(label.status()).isEqualTo("test");
    assertThat(label.from()).contains(Replies.SENDER);
    assertThat(label.to()).contains(Replies.RECEIVER + ".elt");
    assertThat(label.product()).isEqualTo(Replies.PRODUCT);
    assertThat(label.corrId()).isEqualTo(label.txId());
  }

  @Test
  void labelReadsAsItsDocumentTypeHasIt() {
    String message = new String(write(Optional.empty(), Replies.TRANSFER, REQUEST).body(), UTF_8);

    assertThat(message)
        .contains(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                + "<!DOCTYPE shs.label SYSTEM \"shs-label-1.2.dtd\"><shs.label version=\"1.2\"")
        .doesNotContain("standalone")
        .doesNotContain("shs.agreement")
        .doesNotContain("Message-ID")
        .contains("<from commonName=\"%1$s\">urn:X-shs:%1$s</from>".formatted(Replies.SENDER))
        .contains("<datetime>2026-11-26T12:00:00</datetime>")
        .contains("no-of-bytes=\"" + REQUEST.length + "\"");
    assertThat(message.indexOf("</shs.label>")).isLessThan(4096);
  }

  @Test
  void resendIsTheSameMessageAndAnotherDocumentIsAnother() {
    byte[] first = write(Optional.empty(), Replies.TRANSFER, REQUEST).body();
    byte[] again = write(Optional.empty(), Replies.TRANSFER, REQUEST).body();
    byte[] other =
        write(
                Optional.empty(),
                new Transfer(
                    Replies.TRANSFER.connection(), SubmissionId.next(), Replies.TRANSFER.since()),
                REQUEST)
            .body();

    assertThat(again).isEqualTo(first);
    assertThat(txId(other)).isNotEqualTo(txId(first));
  }

  @Test
  void documentThatGoesAsAnotherProductIsAnotherTransfer() {
    byte[] first = write(Replies.PRODUCT).body();
    byte[] moved = write(UUID.randomUUID().toString()).body();

    assertThat(txId(moved)).isNotEqualTo(txId(first));
  }

  private Envelope write(String product) {
    ShsSettings settings =
        new ShsSettings(
            Replies.SENDER,
            Replies.RECEIVER,
            Status.TEST,
            Optional.empty(),
            "type",
            "request.xml",
            ReceiptTxId.RESPONSE);
    return messages.write(
        new ShsMessages.Voice(settings, product), Replies.TRANSFER, REQUEST, Replies.MEANING);
  }

  /** As large as XML can be handed in, in base64. */
  @Test
  void largeRequestGoesInByteForByte() throws Exception {
    byte[] large = new byte[HardenedXml.MAX_BYTES / 3 * 4];
    new Random(41).nextBytes(large);

    ShsMessage message = ShsMessage.read(write(Optional.empty(), Replies.TRANSFER, large).body());

    assertThat(message.data()).isEqualTo(large);
  }

  @Test
  void summerAndWinterAreSwedishWallClock() {
    Transfer summer =
        new Transfer(
            Replies.TRANSFER.connection(),
            Replies.TRANSFER.submission(),
            Instant.parse("2026-07-01T22:30:00Z"));

    assertThat(new String(write(Optional.empty(), summer, REQUEST).body(), UTF_8))
        .contains("<datetime>2026-07-02T00:30:00</datetime>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\"b", "", "\u00e5", "../x y"})
  void nameThatCouldEndItsHeaderIsNeverWritten(String fileName) {
    ShsSettings settings =
        new ShsSettings(
            Replies.SENDER,
            Replies.RECEIVER,
            Status.TEST,
            Optional.empty(),
            "type",
            fileName,
            ReceiptTxId.RESPONSE);

    assertThatThrownBy(
            () ->
                messages.write(
                    new ShsMessages.Voice(settings, Replies.PRODUCT),
                    Replies.TRANSFER,
                    REQUEST,
                    Replies.MEANING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void documentThatHoldsTheBoundaryIsNotSent() {
    byte[] body = write(Optional.empty(), Replies.TRANSFER, REQUEST).body();
    String boundary = new String(body, ISO_8859_1).split("boundary=\"", 2)[1].split("\"", 2)[0];
    byte[] hostile = ("<a>\r\n--" + boundary + "--\r\n</a>").getBytes(ISO_8859_1);

    assertThatThrownBy(() -> write(Optional.empty(), Replies.TRANSFER, hostile))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesOfTheLabelAreEscaped() throws Exception {
    byte[] label =
        LabelWriter.write(
            new ShsLabel(
                "t",
                "c",
                Optional.of("\"><evil a=\"&\u20ac"),
                ShsLabel.TransferType.SYNCH,
                "request",
                "test",
                Optional.empty(),
                Optional.empty(),
                "p</product><product>",
                "i",
                "",
                List.of()));

    ShsLabel read = LabelReader.read(label);
    assertThat(read.agreement()).contains("\"><evil a=\"&\u20ac");
    assertThat(read.product()).isEqualTo("p</product><product>");
  }

  private Envelope write(Optional<String> agreement, Transfer transfer, byte[] request) {
    return messages.write(
        Replies.voice(agreement, ReceiptTxId.RESPONSE), transfer, request, Replies.MEANING);
  }

  private static String txId(byte[] message) {
    return new String(message, ISO_8859_1).split("tx.id=\"", 2)[1].split("\"", 2)[0];
  }
}
