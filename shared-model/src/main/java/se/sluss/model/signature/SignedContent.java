package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static se.sluss.model.signature.StepFailedException.unless;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.xml.SignedEntry;

/** What was signed, held against what was sent and what is required. */
final class SignedContent {
  private static final String MARKDOWN = "simpleMarkdownV1";
  private static final String FORMAT = "format";
  private static final Pattern SERIAL_NUMBER =
      Pattern.compile("(?:^|,)\\s*serialNumber\\s*=([^,]*)", Pattern.CASE_INSENSITIVE);

  private SignedContent() {}

  static void purpose(SignatureParts.Content content) throws StepFailedException {
    unless(Shape.text(content.purpose()).equals("Signing"), "made by something else than signing");
  }

  static void visible(SignatureParts.Content content, Optional<SentOrder> sent)
      throws StepFailedException {
    Element visible =
        content
            .visible()
            .orElseThrow(() -> new StepFailedException("the person was shown no text"));
    Set<String> attributes = new HashSet<>(Shape.attributesOf(visible));
    Optional<String> format =
        attributes.remove(FORMAT) ? Optional.of(visible.getAttribute(FORMAT)) : Optional.empty();
    unless(
        attributes.equals(Set.of("charset", "visible"))
            && visible.getAttribute("charset").toUpperCase(Locale.ROOT).equals("UTF-8")
            && visible.getAttribute("visible").equals("wysiwys"),
        "the visible text is not marked as it must be");
    unless(format.map(MARKDOWN::equals).orElse(true), "the visible text has an unknown format");
    String base64 = Shape.text(visible);
    boolean asSent = sent.filter(order -> order.visibleData().equals(base64)).isPresent();
    if (!asSent || base64.isEmpty()) {
      byte[] shown = StrictBase64.decode(base64, "the visible text");
      unless(shown.length > 0, "the person was shown no text");
      text(shown, "the visible text");
    }
    if (sent.isPresent()) {
      unless(
          format.equals(sent.get().visibleDataFormat()),
          "the visible text has another format than the one sent");
      // Both are in the one form that encoding gives, so that equal texts are equal bytes.
      unless(asSent, "the visible text is another than the one sent");
    }
  }

  static List<SignedEntry> entries(
      SignatureParts.Content content, Optional<SentOrder> sent, Set<SignedEntry> required)
      throws StepFailedException {
    Element nonVisible =
        content
            .nonVisible()
            .orElseThrow(() -> new StepFailedException("no entries of documents were signed"));
    Shape.attributes(nonVisible);
    String base64 = Shape.text(nonVisible);
    byte[] signed = StrictBase64.decode(base64, "the non-visible data");
    if (sent.isPresent()) {
      unless(
          base64.equals(sent.get().nonVisibleData().orElse("")),
          "the non-visible data are others than the ones sent");
    }
    List<SignedEntry> entries = read(text(signed, "the non-visible data"));
    unless(
        entries.stream().map(SignedEntry::documentId).distinct().count() == entries.size(),
        "a document has more than one entry");
    unless(new HashSet<>(entries).containsAll(required), "the entry of a document was not signed");
    return entries;
  }

  private static List<SignedEntry> read(String text) throws StepFailedException {
    try {
      return SignedEntry.parseAll(text);
    } catch (IllegalArgumentException e) {
      throw new StepFailedException("the non-visible data are not entries of documents");
    }
  }

  /** The name is that of the relying party's certificate: {@code cn=…,serialNumber=…,c=SE}. */
  static void relyingParty(SignatureParts.Content content, Organisationsnummer expected)
      throws StepFailedException {
    byte[] name =
        StrictBase64.decode(
            Shape.text(content.relyingPartyName()), "the name of the relying party");
    List<MatchResult> numbers =
        SERIAL_NUMBER.matcher(text(name, "the name of the relying party")).results().toList();
    unless(
        numbers.size() == 1 && numbers.getFirst().group(1).strip().equals(expected.digits()),
        "made for another relying party");
  }

  private static String text(byte[] utf8, String what) throws StepFailedException {
    String text = new String(utf8, UTF_8);
    // What is not UTF-8 was read as something else.
    unless(Arrays.equals(text.getBytes(UTF_8), utf8), what + " is not UTF-8");
    return text;
  }
}
