package se.sluss.submitter.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.onboarding.Checklist;
import se.sluss.submitter.onboarding.Onboardings;
import se.sluss.submitter.onboarding.Questions;
import se.sluss.submitter.onboarding.Step;

/** A checklist as the API shows it. */
public record OnboardingAnswer(
    VendorId vendorId, Service service, Instant startedAt, List<Item> steps) {

  /**
   * One step.
   *
   * @param waitsFor null when it is done
   * @param since when it was done, or since when it is waited for; null for LATER
   * @param stated whether somebody has to say that it is done; else it ticks itself
   */
  public record Item(
      Step step,
      Checklist.State state,
      Step.@Nullable Party waitsFor,
      @Nullable Instant since,
      boolean stated,
      @Nullable String proof) {}

  /** The technical checklist. */
  public record Answers(List<Question> questions) {
    /** One question with its answer. */
    public record Question(
        String id, String sv, String en, @Nullable String answer, @Nullable Instant answeredAt) {}

    static Answers of(List<Questions.Question> questions, Map<String, Onboardings.Answer> answers) {
      return new Answers(
          questions.stream()
              .map(
                  question -> {
                    Onboardings.Answer answer = answers.get(question.id());
                    return new Question(
                        question.id(),
                        question.swedish(),
                        question.english(),
                        answer == null ? null : answer.text(),
                        answer == null ? null : answer.at());
                  })
              .toList());
    }
  }

  static OnboardingAnswer of(Checklist checklist) {
    return new OnboardingAnswer(
        checklist.onboarding().vendor(),
        checklist.onboarding().service(),
        checklist.onboarding().startedAt(),
        checklist.items().stream()
            .map(
                item ->
                    new Item(
                        item.step(),
                        item.state(),
                        item.state() == Checklist.State.DONE ? null : item.step().waitsFor(),
                        item.since().orElse(null),
                        item.step().stated(),
                        item.proof().orElse(null)))
            .toList());
  }
}
