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
  private final InstantSource clock;

  public FollowOnboarding(
      Onboardings onboardings,
      Connections connections,
      ConnectionTests tests,
      Questions questions,
      Environments environments,
      InstantSource clock) {
    this.onboardings = onboardings;
    this.connections = connections;
    this.tests = tests;
    this.questions = questions;
    this.environments = environments;
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
    connection(onboarding, Mode.TEST).ifPresent(test -> tickTest(test, done));
    tickAnswers(onboarding, done);
    connection(onboarding, Mode.LIVE).ifPresent(live -> tickLive(live, done));
    return Checklist.of(onboarding, done);
  }

  private Optional<Connection> connection(Onboarding onboarding, Mode mode) {
    return onboardings.activeConnection(onboarding.vendor(), onboarding.service(), mode);
  }

  private void tickTest(Connection test, Map<Step, Done> done) {
    if (test.certificateExpiresAt().isAfter(clock.instant())) {
      done.put(
          Step.CERTIFICATE_INSTALLED,
          new Done(test.createdAt(), test.id() + ", valid until " + test.certificateExpiresAt()));
    }
    if (!environments.isTest(test.address())) {
      return;
    }
    done.put(Step.TEST_ADDRESS, new Done(test.createdAt(), test.address().toString()));
    Instant moved = connections.movedAt(test.id()).orElse(Instant.MIN);
    List<ConnectionTest> proofs =
        tests.list(test.id(), TESTS).stream()
            .filter(ConnectionTest::proves)
            .filter(proof -> proof.askedAt().isAfter(moved))
            .toList();
    proofs.stream()
        .map(proof -> proof.result().orElseThrow())
        .min(Comparator.comparing(ConnectionTest.Result::settledAt))
        .ifPresent(
            first ->
                done.put(
                    Step.TEST_APPROVED,
                    new Done(
                        first.settledAt(),
                        "tx-id "
                            + first.txId()
                            + "; interface versions "
                            + proofs.stream()
                                .map(ConnectionTest::interfaceVersion)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")))));
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
