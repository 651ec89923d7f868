package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.shs.ShsMessage;
import se.sluss.model.signature.Check;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.model.xml.SignedEntry;

/** Gathers what belongs to one receipt and makes its package. One builder makes one package. */
public final class EvidenceBuilder {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Manifest.Receipt receipt;
  private final Manifest.DocumentFacts document;
  private final SortedMap<String, byte[]> members = new TreeMap<>();
  private final List<Manifest.SignatureFacts> signatures = new ArrayList<>();
  private final List<Manifest.HistoryEntry> history = new ArrayList<>();
  private final List<Manifest.Attempt> attempts = new ArrayList<>();

  private EvidenceBuilder(Manifest.Receipt receipt, byte[] document) {
    this.receipt = receipt;
    this.document = new Manifest.DocumentFacts(Hash.of(document).hex(), entry(document));
    members.put(MemberNames.DOCUMENT, document.clone());
    members.put(MemberNames.README, Readme.text());
  }

  /**
   * Begins with the answer and the exact bytes of the document.
   *
   * @throws EvidenceFormatException when the bytes are not a document
   */
  public static EvidenceBuilder of(Manifest.Receipt receipt, byte[] document) {
    return new EvidenceBuilder(receipt, document);
  }

  /**
   * Adds a person's signature.
   *
   * @param verification what {@code BankIdSignatureVerifier} said of it
   * @throws EvidenceFormatException when it is not what BankID gives
   */
  public EvidenceBuilder signature(CollectedSignature signature, List<Check> verification) {
    SignatureFiles made = SignatureFiles.of(signature.signature(), signature.ocspResponse());
    String folder = MemberNames.folder(signature.role());
    made.files().forEach((name, bytes) -> members.put(folder + name, bytes));
    signatures.add(
        new Manifest.SignatureFacts(
            signature.role(),
            signature.signedOn(),
            made.producedAt(),
            made.certificates(),
            verification));
    return this;
  }

  private static String entry(byte[] document) {
    try {
      return SignedEntry.of(HardenedXml.parse(document)).toString();
    } catch (RefusedXmlException | IllegalArgumentException e) {
      throw new EvidenceFormatException("the document has no entry that could be signed");
    }
  }

  /**
   * Adds the authority's answer as it came, over SOAP or SHS. Left out when an operator decided.
   */
  public EvidenceBuilder answer(byte[] response) {
    members.put(
        ShsMessage.looksLikeOne(response) ? MemberNames.SHS_ANSWER : MemberNames.ANSWER,
        response.clone());
    return this;
  }

  /** Adds the pages for people. */
  public EvidenceBuilder pages(byte[] html, byte[] pdf) {
    members.put(MemberNames.PAGE, html.clone());
    members.put(MemberNames.PDF, pdf.clone());
    return this;
  }

  /** Adds changes of state, in their order. The details hold nothing personal. */
  public EvidenceBuilder history(List<Manifest.HistoryEntry> entries) {
    history.addAll(entries);
    return this;
  }

  /** Adds calls to the authority, in their order. */
  public EvidenceBuilder attempts(List<Manifest.Attempt> calls) {
    attempts.addAll(calls);
    return this;
  }

  /** The package, its manifest signed; not yet in any log. */
  public EvidencePackage build(EvidenceKey key, Instant madeAt) {
    members.put(MemberNames.KEY, key.publicPem().getBytes(US_ASCII));
    byte[] salt = new byte[Hash.SIZE];
    RANDOM.nextBytes(salt);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            Hash.ofBytes(salt),
            receipt,
            document,
            history,
            attempts,
            signatures,
            members.entrySet().stream()
                .map(member -> Manifest.Member.of(member.getKey(), member.getValue()))
                .toList(),
            madeAt);
    byte[] json = manifest.write();
    members.put(MemberNames.MANIFEST, json);
    members.put(
        MemberNames.MANIFEST_SIGNATURE,
        key.signDetached(JwsType.EVIDENCE, json).getBytes(US_ASCII));
    return EvidencePackage.of(members);
  }
}
