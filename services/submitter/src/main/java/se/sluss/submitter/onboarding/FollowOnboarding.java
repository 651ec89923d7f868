package se.sluss.submitter.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.model.id.Mode;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.Environments;
import se.sluss.submitter.connection.StoredCertificate;
import se.sluss.submitter.onboarding.Checklist.Done;
import se.sluss.submitter.onboarding.Onboardings.Answer;
import se.sluss.submitter.onboarding.Onboardings.Said;

/** Ticks a checklist: what somebody says, and what shows by itself. */
@ApplicationScoped
public class FollowOnboarding {
  private final Onboardings onboardings;
  private final Connections connections;
  private final Certificates certificates;
  private final ConnectionTests tests;
  private final Questions questions;
  private final Environments environments;
  private final OnboardingConfig config;
  private final InstantSource clock;

  public FollowOnboarding(
      Onboardings onboardings,
      Connections connections,
      Certificates certificates,
      ConnectionTests tests,
      Questions questions,
      Environments environments,
      OnboardingConfig config,
      InstantSource clock) {
    this.onboardings = onboardings;
    this.connections = connections;
    this.certificates = certificates;
    this.tests = tests;
    this.questions = questions;
    this.environments = environments;
    this.config = config;
    this.clock = clock;
  }

  /** Works in the caller's transaction, which sees the connections of both modes. */
  public Checklist checklist(Onboarding onboarding) {
    Ticks ticks = new Ticks(new EnumMap<>(Step.class), new EnumMap<>(Step.class));
    for (Said said : onboardings.said(onboarding)) {
      if (said.done()) {
        ticks.done(said.step(), said.since(), said.note());
      } else {
        ticks.undone(said.step(), said.since());
      }
    }
    retiredAt(onboarding, Mode.TEST).ifPresent(at -> ticks.undone(Step.CERTIFICATE_INSTALLED, at));
    retiredAt(onboarding, Mode.LIVE).ifPresent(at -> ticks.undone(Step.PRODUCTION_ADDRESS, at));
    Optional<Connection> live = connection(onboarding, Mode.LIVE);
    connection(onboarding, Mode.TEST).ifPresent(test -> tickTest(test, live, ticks));
    tickAnswers(onboarding, ticks);
    live.ifPresent(one -> tickLive(one, ticks));
    return Checklist.of(onboarding, ticks.done, ticks.undone);
  }

  /** What is done, and since when something is not any more; that counts where it is not done. */
  private record Ticks(Map<Step, Done> done, Map<Step, Instant> undone) {
    void done(Step step, Instant at, String proof) {
      done.put(step, new Done(at, proof));
    }

    void undone(Step step, Instant at) {
      undone.merge(step, at, (one, other) -> other.isAfter(one) ? other : one);
    }
  }

  /**
   * Who will be known to the authority by the certificate of its own connection, where it has one.
   */
  public Supplier supplier(Onboarding onboarding) {
    Optional<Connection> own =
        connection(onboarding, Mode.TEST).or(() -> connection(onboarding, Mode.LIVE));
    return own.map(
            connection ->
                Supplier.of(
                    onboarding.vendor(),
                    connection.organisationNumber(),
                    certificates.of(connection.id()).stream()
                        .filter(one -> one.purpose() == CertificatePurpose.TLS)
                        .filter(one -> one.state() == StoredCertificate.State.CURRENT)
                        .findFirst()
                        .map(one -> one.facts().subject())))
        .orElseGet(() -> Supplier.of(onboarding.vendor(), Optional.empty(), Optional.empty()));
  }

  private Optional<Instant> retiredAt(Onboarding onboarding, Mode mode) {
    return onboardings.retiredAt(onboarding.vendor(), onboarding.service(), mode);
  }

  private Optional<Connection> connection(Onboarding onboarding, Mode mode) {
    return onboardings.activeConnection(onboarding.vendor(), onboarding.service(), mode);
  }

  private void tickTest(Connection test, Optional<Connection> live, Ticks ticks) {
    if (test.certificateExpiresAt().isAfter(clock.instant())) {
      ticks.done(
          Step.CERTIFICATE_INSTALLED,
          validSince(certificates.of(test.id())).orElse(test.createdAt()),
          test.id() + ", valid until " + test.certificateExpiresAt());
    } else {
      ticks.undone(Step.CERTIFICATE_INSTALLED, test.certificateExpiresAt());
    }
    Optional<Instant> moved = connections.movedAt(test.id());
    moved.ifPresent(at -> ticks.undone(Step.TEST_ADDRESS, at));
    moved.ifPresent(at -> ticks.undone(Step.TEST_APPROVED, at));
    if (!environments.isTest(test.address())) {
      return;
    }
    ticks.done(Step.TEST_ADDRESS, moved.orElse(test.createdAt()), test.address().toString());
    // What SOAP has proved says nothing of SHS, nor the other way round.
    Optional<Connection> other =
        live.filter(one -> one.shs().isPresent() != test.shs().isPresent());
    if (other.isPresent()) {
      ticks.undone(Step.TEST_APPROVED, other.get().createdAt());
      return;
    }
    List<ConnectionTest> proofs = tests.firstProofs(test.id(), moved.orElse(Instant.EPOCH));
    approved(proofs, config.versions().of(test.service()))
        .ifPresent(approved -> ticks.done(Step.TEST_APPROVED, approved.at(), approved.proof()));
  }

  /** Since when there has been a valid one without a gap, whatever changed over or was moved. */
  static Optional<Instant> validSince(List<StoredCertificate> certificates) {
    List<StoredCertificate> latestFirst =
        certificates.stream()
            .filter(one -> one.purpose() == CertificatePurpose.TLS && one.since().isPresent())
            .sorted(Comparator.comparing(FollowOnboarding::inForceSince).reversed())
            .toList();
    Optional<Instant> since = Optional.empty();
    for (StoredCertificate one : latestFirst) {
      if (since.isPresent() && one.facts().notAfter().isBefore(since.get())) {
        break;
      }
      since = one.since();
    }
    return since;
  }

  private static Instant inForceSince(StoredCertificate one) {
    return one.since().orElseThrow();
  }

  /** Once each of these versions is proved, by the first proof of each. */
  static Optional<Done> approved(List<ConnectionTest> proofs, List<String> versions) {
    List<ConnectionTest> firsts =
        versions.stream()
            .flatMap(
                version ->
                    proofs.stream()
                        .filter(proof -> proof.interfaceVersion().equals(version))
                        .min(Comparator.comparing(FollowOnboarding::settledAt))
                        .stream())
            .toList();
    if (firsts.isEmpty() || firsts.size() < versions.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Done(
            firsts.stream()
                .map(FollowOnboarding::settledAt)
                .max(Comparator.naturalOrder())
                .orElseThrow(),
            firsts.stream()
                .map(
                    proof ->
                        "interface version "
                            + proof.interfaceVersion()
                            + ": tx-id "
                            + proof.result().orElseThrow().txId())
                .collect(Collectors.joining("; "))));
  }

  private static Instant settledAt(ConnectionTest proof) {
    return proof.result().orElseThrow().settledAt();
  }

  /** Answers to questions that are not asked any more count for nothing. */
  private void tickAnswers(Onboarding onboarding, Ticks ticks) {
    Map<String, Answer> all = onboardings.answers(onboarding);
    int asked = questions.all().size();
    List<Answer> answers =
        questions.all().stream().flatMap(one -> Stream.ofNullable(all.get(one.id()))).toList();
    List<Answer> given = answers.stream().filter(one -> !one.text().isBlank()).toList();
    for (Answer answer : answers) {
      if (answer.text().isBlank()) {
        ticks.undone(Step.TECHNICAL_CHECKLIST, answer.since());
      }
    }
    if (given.size() == asked) {
      Instant last = given.stream().map(Answer::since).max(Comparator.naturalOrder()).orElseThrow();
      ticks.done(Step.TECHNICAL_CHECKLIST, last, asked + " questions answered");
    }
  }

  private void tickLive(Connection live, Ticks ticks) {
    ticks.done(
        Step.PRODUCTION_ADDRESS,
        connections.movedAt(live.id()).orElse(live.createdAt()),
        live.address().toString());
    onboardings
        .opening(live.id())
        .ifPresent(
            opening ->
                ticks.done(Step.PRODUCTION_OPEN, opening.at(), "opened by " + opening.who()));
  }
}
