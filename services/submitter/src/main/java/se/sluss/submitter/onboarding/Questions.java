package se.sluss.submitter.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.settings.Setting;

/**
 * The questions of the technical checklist: content, of {@code questions.json} in the configured
 * folder, or the bundled ones. A file that is not a list of them stops the start.
 */
@Startup
@ApplicationScoped
public class Questions {
  private static final String FILE = "questions.json";

  private final List<Question> all;

  /**
   * One question.
   *
   * @param id stable; answers are kept under it
   */
  public record Question(String id, String swedish, String english) {}

  /**
   * Reads them.
   *
   * @throws IllegalStateException when the file is not a list of them; the message names the
   *     setting
   */
  public Questions(OnboardingConfig config, ObjectMapper json) {
    Optional<Path> own =
        config.contentFolder().map(it -> it.resolve(FILE)).filter(Files::isRegularFile);
    this.all = Setting.read(OnboardingConfig.FOLDER, () -> read(own, json));
  }

  private static List<Question> read(Optional<Path> own, ObjectMapper json) {
    try (InputStream in = own.isPresent() ? Files.newInputStream(own.get()) : bundled()) {
      return read(json.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("The questions of the technical checklist cannot be read", e);
    }
  }

  /** In their order. */
  public List<Question> all() {
    return all;
  }

  public boolean has(String id) {
    return all.stream().anyMatch(question -> question.id().equals(id));
  }

  private static InputStream bundled() throws IOException {
    InputStream in = Questions.class.getResourceAsStream("/onboarding/" + FILE);
    if (in == null) {
      throw new IOException(FILE + " is missing");
    }
    return in;
  }

  static List<Question> read(JsonNode list) {
    List<Question> questions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode each : list) {
      Question question =
          new Question(
              each.path("id").asText(), each.path("sv").asText(), each.path("en").asText());
      if (question.id().isEmpty()
          || question.swedish().isEmpty()
          || question.english().isEmpty()
          || !ids.add(question.id())) {
        throw new IllegalStateException(
            FILE + " is a list of questions with id, sv and en, each id once");
      }
      questions.add(question);
    }
    if (questions.isEmpty()) {
      throw new IllegalStateException(FILE + " has no question");
    }
    return List.copyOf(questions);
  }
}
