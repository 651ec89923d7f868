package se.sluss.submitter.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How connections are tested and opened. */
@ConfigMapping(prefix = "sluss.submitter.onboarding")
public interface OnboardingConfig {
  /**
   * Connection tests of one connection in 24 hours. The authority's test environment is for
   * connection tests alone, not for load or function tests.
   */
  @WithDefault("4")
  @Min(1)
  int testsPerDay();

  /** How often tests under way are looked at. */
  @WithDefault("PT5S")
  Duration look();

  /**
   * Folder with content of the operator's own: {@code questions.json}, test documents, and further
   * versions of the interfaces as in intake.
   */
  Optional<Path> contentFolder();
}
