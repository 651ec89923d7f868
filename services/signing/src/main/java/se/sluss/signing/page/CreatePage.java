package se.sluss.signing.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.SigningPageId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.order.OpenOrder;
import se.sluss.signing.order.Owner;
import se.sluss.signing.order.Signable;
import se.sluss.signing.store.Signables;

/** Makes a page and the one link to it. */
@ApplicationScoped
class CreatePage {
  private static final String SIGNER = "/signer";

  private final SigningPages pages;
  private final Signables signables;
  private final TenantGate gate;
  private final OpenOrder openOrder;
  private final Sealer sealer;
  private final PageConfig config;
  private final InstantSource clock;

  CreatePage(
      SigningPages pages,
      Signables signables,
      TenantGate gate,
      OpenOrder openOrder,
      Sealer sealer,
      PageConfig config,
      @SharedClock InstantSource clock) {
    this.pages = pages;
    this.signables = signables;
    this.gate = gate;
    this.openOrder = openOrder;
    this.sealer = sealer;
    this.config = config;
    this.clock = clock;
  }

  /** A page, and the link to it that is told once. */
  record Created(SigningPage page, URI link) {
    @Override
    public String toString() {
      return "Created[" + page.id() + "]";
    }
  }

  /**
   * Stores it. Runs in the caller's transaction. Whether the submissions still wait for the role is
   * looked at when the person comes.
   *
   * @throws Problem {@code not-found} when a submission is not the caller's; {@code
   *     validation-failed} when they are not one tenant's, the role never signs one of them, or
   *     nobody may sign all of them in it
   */
  Created create(PageWanted wanted) {
    List<Signable> found = signables.visible(wanted.submissions());
    if (found.size() != wanted.submissions().size()) {
      throw Problem.notFound();
    }
    Owner owner = OpenOrder.oneOwner(found);
    gate.requireActive(owner.tenantId());
    requireRole(wanted, found);
    openOrder.requireSigner(
        owner, found, wanted.role(), wanted.signer(), wanted.terms().inAnyBrowser());
    SigningPageId id = SigningPageId.next();
    OneTimeToken token = OneTimeToken.next();
    Optional<SealedBytes> signer =
        wanted
            .signer()
            .map(
                person ->
                    sealer.seal(
                        owner.tenantId(),
                        id.value() + SIGNER,
                        Purpose.BANKID_REQUEST,
                        person.digits().getBytes(US_ASCII)));
    SigningPage page =
        new SigningPage(id, owner, wanted, signer, token, clock.instant(), config.linkWithin());
    pages.persist(page);
    return new Created(page, config.baseUrl().resolve("/sign/" + token.value()));
  }

  /** The only person who may sign, where the vendor named one. */
  Optional<Personnummer> signerOf(SigningPage page) {
    return page.signer()
        .map(
            kept ->
                sealer.open(
                    page.owner().tenantId(),
                    page.id().value() + SIGNER,
                    Purpose.BANKID_REQUEST,
                    kept))
        .map(digits -> new Personnummer(new String(digits, US_ASCII)));
  }

  private static void requireRole(PageWanted wanted, List<Signable> found) {
    Map<SubmissionId, Signable> byId =
        found.stream().collect(Collectors.toMap(one -> one.ref().submissionId(), one -> one));
    List<Problem.Fault> faults = new ArrayList<>();
    for (int i = 0; i < wanted.submissions().size(); i++) {
      Signable one = byId.get(wanted.submissions().get(i));
      if (one != null && !one.missing(Set.of()).contains(wanted.role())) {
        faults.add(
            new Problem.Fault(
                "#/submissionIds/" + i,
                "role-not-missing",
                "needs no signature of " + wanted.role()));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Leave out the submissions named.")
          .withErrors(faults);
    }
  }
}
