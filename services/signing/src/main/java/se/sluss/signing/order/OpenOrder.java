package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.signing.bankid.Environments;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.store.OpenOrders;
import se.sluss.signing.store.Signables;
import se.sluss.signing.store.Signatures;
import se.sluss.signing.store.SigningOrders;

/**
 * Makes a signing order over submissions that wait for this role's signature, and are in no other
 * order that runs: of two people who sign the same document, one would sign for nothing. BankID is
 * asked afterwards, by {@link OrderSteps}: nothing is called while the caller's transaction is
 * open.
 */
@ApplicationScoped
public class OpenOrder {
  /** The fault of a submission that is in an order that runs. */
  private static final String BEING_SIGNED = "being-signed";

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final Signables signables;
  private final Signatures signatures;
  private final SigningOrders orders;
  private final OpenOrders openOrders;
  private final SigningConfig config;
  private final WhoMaySign who;
  private final TenantGate gate;
  private final Environments bankId;
  private final OrderContent content;
  private final Sealer sealer;
  private final Traces traces;
  private final InstantSource clock;

  public OpenOrder(
      Signables signables,
      Signatures signatures,
      SigningOrders orders,
      OpenOrders openOrders,
      SigningConfig config,
      WhoMaySign who,
      TenantGate gate,
      Environments bankId,
      OrderContent content,
      Sealer sealer,
      Traces traces,
      @SharedClock InstantSource clock) {
    this.signables = signables;
    this.signatures = signatures;
    this.orders = orders;
    this.openOrders = openOrders;
    this.config = config;
    this.who = who;
    this.gate = gate;
    this.bankId = bankId;
    this.content = content;
    this.sealer = sealer;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param submissions at least one, each once
   * @param signer the person whom the vendor names; empty for an assistant, whom the document
   *     names, and where anyone may sign whom the tenant has registered
   * @param endUserIp the signer's own address
   * @param language what the signer reads
   */
  public record Wanted(
      List<SubmissionId> submissions,
      SignerRole role,
      Optional<Personnummer> signer,
      String endUserIp,
      Language language,
      Terms terms) {}

  /**
   * Stores the order; its first step is due at once. Runs in the caller's transaction, and locks
   * the submissions until its end: of two who open an order at once, the second sees the first's.
   *
   * @throws Problem {@code not-found} when a submission is not the caller's; {@code state-conflict}
   *     when one does not wait for this role, or is in an order that runs; {@code
   *     validation-failed} when it cannot be one order
   */
  public SigningOrder open(Wanted wanted) {
    List<Signable> found = signables.lockAll(wanted.submissions());
    if (found.size() != Set.copyOf(wanted.submissions()).size()) {
      throw Problem.notFound();
    }
    Map<SubmissionId, Signable> byId =
        found.stream().collect(Collectors.toMap(s -> s.ref().submissionId(), s -> s));
    List<Signable> chosen = wanted.submissions().stream().map(byId::get).toList();
    Owner owner = oneOwner(chosen);
    gate.requireActive(owner.tenantId());
    requireWaiting(owner, chosen, wanted.role());
    List<ToSign> documents = chosen.stream().map(this::read).toList();
    Set<Personnummer> signers = signers(owner, documents, wanted.role(), wanted.signer());
    Terms terms = narrowed(owner, wanted.terms());

    List<Parts.Part> parts = parts(wanted, chosen, documents);
    SigningOrderId id = SigningOrderId.next();
    SigningOrder order =
        new SigningOrder(
            id,
            owner,
            wanted.role(),
            wanted.language(),
            wanted.submissions(),
            parts.stream().map(Parts.Part::size).toList(),
            content.sealRequest(id, owner, request(wanted, terms, signers, parts)),
            traces.currentTraceparent(),
            clock.instant());
    orders.persist(order);
    return order;
  }

  /**
   * That somebody may sign all of them now: what {@link #open} asks for besides that they wait.
   * Runs in the caller's transaction.
   *
   * @param chosen of one owner
   * @throws Problem {@code validation-failed} when nobody may; {@code unavailable} without a BankID
   */
  public void requireSigner(
      Owner owner,
      List<Signable> chosen,
      SignerRole role,
      Optional<Personnummer> named,
      Terms terms) {
    signers(owner, chosen.stream().map(this::read).toList(), role, named);
    narrowed(owner, terms);
  }

  /** With the BankIDs that count, where the order or the house names them. */
  private Terms narrowed(Owner owner, Terms terms) {
    Optional<List<String>> policies = bankId.policiesToRequire(owner.mode(), terms.policiesAsked());
    if (policies.filter(List::isEmpty).isPresent()) {
      throw invalid(
          "none-accepted",
          "#/requirement/certificatePolicies",
          "no BankID of these is accepted in "
              + owner.mode().wire()
              + " mode: name others, or leave it out");
    }
    return policies.map(terms::requiring).orElse(terms);
  }

  private Set<Personnummer> signers(
      Owner owner, List<ToSign> documents, SignerRole role, Optional<Personnummer> named) {
    if (!bankId.has(owner.mode())) {
      throw Problem.of(
          ProblemType.UNAVAILABLE, "Nobody can sign here in " + owner.mode().wire() + " mode.");
    }
    return who.of(owner, role, documents.stream().map(ToSign::facts).toList(), named);
  }

  private List<Parts.Part> parts(Wanted wanted, List<Signable> chosen, List<ToSign> documents) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), SWEDEN);
    List<String> lines = VisibleText.lines(documents, wanted.language());
    List<Parts.Item> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      items.add(new Parts.Item(lines.get(i), chosen.get(i).entry()));
    }
    return Parts.of(
        items,
        config.mostPerPart(),
        (part, all) -> VisibleText.heading(wanted.role(), today, wanted.language(), part, all));
  }

  private static OrderContent.Request request(
      Wanted wanted, Terms terms, Set<Personnummer> signers, List<Parts.Part> parts) {
    return new OrderContent.Request(
        signers.stream().map(Personnummer::digits).sorted().toList(),
        wanted.endUserIp(),
        terms,
        parts.stream()
            .map(part -> new OrderContent.RequestedPart(part.visibleData(), part.nonVisibleData()))
            .toList());
  }

  /**
   * Whose they are.
   *
   * @throws Problem {@code validation-failed} when they are not one tenant's
   */
  public static Owner oneOwner(List<Signable> chosen) {
    Set<Owner> owners = new HashSet<>();
    for (Signable one : chosen) {
      owners.add(new Owner(one.ref().vendorId(), one.ref().tenantId(), one.ref().mode()));
    }
    if (owners.size() != 1) {
      throw invalid("several-tenants", "#/submissionIds", "belong to more than one tenant");
    }
    return owners.iterator().next();
  }

  /** Whether an order was not opened because what it is over is in one that runs. */
  public static boolean isBeingSigned(Problem refused) {
    return refused.faults().stream().anyMatch(fault -> fault.code().equals(BEING_SIGNED));
  }

  private void requireWaiting(Owner owner, List<Signable> chosen, SignerRole role) {
    List<SubmissionId> ids = chosen.stream().map(s -> s.ref().submissionId()).toList();
    var signed = signatures.of(ids);
    Map<SubmissionId, SigningOrderId> running = openOrders.over(owner, role, ids);
    List<Problem.Fault> faults = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Signable one = chosen.get(i);
      List<SignerRole> missing =
          one.missing(signed.getOrDefault(one.ref().submissionId(), Map.of()).keySet());
      String pointer = "#/submissionIds/" + i;
      if (one.state() != Signable.State.AWAITING) {
        faults.add(
            new Problem.Fault(
                pointer, "not-awaiting", "is " + one.state() + ", so not to be signed"));
      } else if (!missing.contains(role)) {
        faults.add(new Problem.Fault(pointer, "role-not-missing", "needs no signature of " + role));
      } else if (missing.getFirst() != role) {
        faults.add(
            new Problem.Fault(pointer, "role-not-next", missing.getFirst() + " signs before"));
      } else if (running.get(ids.get(i)) instanceof SigningOrderId other) {
        faults.add(
            new Problem.Fault(
                pointer, BEING_SIGNED, "is in the order " + other + ", which has not ended"));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "Leave out the submissions named, wait for their turn, or cancel the order that they"
                  + " are in.")
          .withErrors(faults);
    }
  }

  private ToSign read(Signable signable) {
    byte[] document =
        sealer.open(
            signable.ref().tenantId(),
            signable.ref().submissionId().value(),
            Purpose.DOCUMENT,
            signable.document());
    return ToSign.of(HardenedXml.parse(document));
  }

  private static Problem invalid(String code, String pointer, String detail) {
    return Problem.of(
            ProblemType.VALIDATION_FAILED, "Change the order as its faults say, and send it again.")
        .withError(pointer, code, detail);
  }
}
