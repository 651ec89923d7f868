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
import se.sluss.model.id.Mode;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.Environments;
import se.sluss.submitter.onboarding.Checklist.Done;
import se.sluss.submitter.onboarding.Onboardings.Answer;
import se.sluss.submitter.onboarding.Onboardings.Said;

/** Ticks a checklist: what somebody says, and what shows by itself. */
@ApplicationScoped
public class FollowOnboarding {
  private static final int TESTS = 1000;

  private final Onboardings onboardings;
  private final Connections connections;
  private final ConnectionTests tests;
  private final Questions questions;
  private final Environments environments;
  private final OnboardingConfig config;
  private final InstantSource clock;

  public FollowOnboarding(
      Onboardings onboardings,
      Connections connections,
      ConnectionTests tests,
      Questions questions,
      Environments environments,
      OnboardingConfig config,
      InstantSource clock) {
    this.onboardings = onboardings;
    this.connections = connections;
    this.tests = tests;
    this.questions = questions;
    this.environments = environments;
    this.config = config;
    this.clock = clock;
  }

  /** Works in the caller's transaction, which sees the connections of both modes. */
  public Checklist checklist(Onboarding onboarding) {
    Map<Step, Done> done = new EnumMap<>(Step.class);
    for (Said said : onboardings.said(onboarding)) {
      if (said.done()) {
        done.put(said.step(), new Done(said.at(), said.note()));
      }
    }
    Optional<Connection> live = connection(onboarding, Mode.LIVE);
    connection(onboarding, Mode.TEST).ifPresent(test -> tickTest(test, live, done));
    tickAnswers(onboarding, done);
    live.ifPresent(one -> tickLive(one, done));
    return Checklist.of(onboarding, done);
  }

  private Optional<Connection> connection(Onboarding onboarding, Mode mode) {
    return onboardings.activeConnection(onboarding.vendor(), onboarding.service(), mode);
  }

  private void tickTest(Connection test, Optional<Connection> live, Map<Step, Done> done) {
    if (test.certificateExpiresAt().isAfter(clock.instant())) {
      done.put(
          Step.CERTIFICATE_INSTALLED,
          new Done(test.createdAt(), test.id() + ", valid until " + test.certificateExpiresAt()));
    }
    if (!environments.isTest(test.address())) {
      return;
    }
    done.put(Step.TEST_ADDRESS, new Done(test.createdAt(), test.address().toString()));
    // What SOAP has proved says nothing of SHS, nor the other way round.
    if (live.filter(one -> one.shs().isPresent() != test.shs().isPresent()).isPresent()) {
      return;
    }
    Instant moved = connections.movedAt(test.id()).orElse(Instant.MIN);
    List<ConnectionTest> proofs =
        tests.list(test.id(), TESTS).stream()
            .filter(ConnectionTest::proves)
            .filter(proof -> proof.askedAt().isAfter(moved))
            .toList();
    approved(proofs, config.versions().of(test.service()))
        .ifPresent(approved -> done.put(Step.TEST_APPROVED, approved));
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

  private void tickAnswers(Onboarding onboarding, Map<Step, Done> done) {
    Map<String, Answer> answers = onboardings.answers(onboarding);
    boolean all =
        questions.all().stream()
            .map(question -> answers.get(question.id()))
            .allMatch(answer -> answer != null && !answer.text().isBlank());
    if (all) {
      Instant last =
          answers.values().stream()
              .map(Answer::at)
              .max(Comparator.naturalOrder())
              .orElse(onboarding.startedAt());
      done.put(
          Step.TECHNICAL_CHECKLIST, new Done(last, questions.all().size() + " questions answered"));
    }
  }

  private void tickLive(Connection live, Map<Step, Done> done) {
    done.put(Step.PRODUCTION_ADDRESS, new Done(live.createdAt(), live.address().toString()));
    onboardings
        .opening(live.id())
        .ifPresent(
            opening ->
                done.put(
                    Step.PRODUCTION_OPEN,
                    new Done(
                        opening.at(),
                        opening.overridden().isEmpty()
                            ? "opened by " + opening.who()
                            : "opened by "
                                + opening.who()
                                + " in spite of "
                                + opening.overridden()
                                + ": "
                                + opening.reason())));
  }
}
