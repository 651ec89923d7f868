package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.signing.order.Signable;
import se.sluss.signing.page.Paper.Standing;
import se.sluss.signing.store.Signables;
import se.sluss.signing.store.Signatures;

/** Reads the documents of a page. All calls belong inside a transaction. */
@ApplicationScoped
public class Papers {
  private final Signables signables;
  private final Signatures signatures;
  private final Sealer sealer;

  Papers(Signables signables, Signatures signatures, Sealer sealer) {
    this.signables = signables;
    this.signatures = signatures;
    this.sealer = sealer;
  }

  /**
   * All of a page.
   *
   * @param provider the name of the provider in them; empty when there is none, or several
   */
  public record Folder(List<Paper> papers, Optional<String> provider) {
    public List<Paper> toSign() {
      return papers.stream().filter(Paper::toSign).toList();
    }

    /** Whether some will be to sign later. */
    public boolean waits() {
      return papers.stream().anyMatch(paper -> paper.standing() == Paper.Standing.WAITS);
    }

    public List<Paper> others() {
      return papers.stream().filter(paper -> !paper.toSign()).toList();
    }
  }

  /** The same, and nobody else opens an order over any of it until the transaction ends. */
  Folder held(SigningPage page) {
    signables.lockAll(page.submissionIds());
    return of(page);
  }

  /** What a page is about, in the vendor's order. */
  Folder of(SigningPage page) {
    Map<SubmissionId, Signable> found =
        signables.visible(page.submissionIds()).stream()
            .collect(Collectors.toMap(one -> one.ref().submissionId(), one -> one));
    var signed = signatures.of(page.submissionIds());
    List<Paper> papers = new ArrayList<>();
    List<String> providers = new ArrayList<>();
    for (SubmissionId id : page.submissionIds()) {
      Signable signable = found.get(id);
      if (signable == null) {
        continue;
      }
      Document document = HardenedXml.parse(bytes(signable));
      text(document, "anordnareNamn").ifPresent(providers::add);
      Standing standing = standing(signable, page.role(), signed.getOrDefault(id, Map.of()));
      papers.add(paper(papers.size() + 1, signable, document, standing));
    }
    return new Folder(
        papers,
        providers.stream().distinct().count() == 1
            ? Optional.of(providers.getFirst())
            : Optional.empty());
  }

  /** The exact bytes of one of the page's documents; empty when it is none of them. */
  Optional<byte[]> document(SigningPage page, SubmissionId id) {
    return page.submissionIds().contains(id)
        ? signables.visible(List.of(id)).stream().findFirst().map(this::bytes)
        : Optional.empty();
  }

  private byte[] bytes(Signable signable) {
    return sealer.open(
        signable.ref().tenantId(),
        signable.ref().submissionId().value(),
        Purpose.DOCUMENT,
        signable.document());
  }

  private static Paper paper(int number, Signable signable, Document document, Standing standing) {
    DocumentFacts facts = DocumentFacts.read(document);
    Optional<String> when =
        facts.service() == Service.ELT
            ? facts.month().map(Object::toString)
            : text(document, "andringGallerFrom").map(Papers::withoutZone);
    return new Paper(
        number,
        signable.ref().submissionId().value(),
        facts.service(),
        facts.assistant().givenName() + " " + facts.assistant().surname(),
        facts.assistedPerson().givenName() + " " + facts.assistedPerson().surname(),
        when.orElse(null),
        standing);
  }

  /** Of an xs:date, which may name a time zone. */
  private static String withoutZone(String date) {
    return date.substring(0, Math.min(date.length(), "2026-12-01".length()));
  }

  private static Standing standing(
      Signable signable, SignerRole role, Map<SignerRole, SealedBytes> signed) {
    if (signed.containsKey(role)) {
      return Standing.SIGNED;
    }
    return switch (signable.state()) {
      case AWAITING ->
          signable.missing(signed.keySet()).getFirst() == role ? Standing.TO_SIGN : Standing.WAITS;
      case SIGNED -> Standing.SIGNED;
      case CANCELLED, EXPIRED -> Standing.GONE;
    };
  }

  private static Optional<String> text(Document document, String element) {
    NodeList found = document.getElementsByTagNameNS("*", element);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip());
  }
}
