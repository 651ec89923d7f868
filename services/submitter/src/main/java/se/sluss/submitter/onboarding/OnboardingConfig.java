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
  /** Key of {@link #contentFolder}. */
  String FOLDER = "sluss.submitter.onboarding.content-folder";

  /** Connection tests of one connection in 24 hours. */
  @WithDefault("4")
  @Min(1)
  int testsPerDay();

  /** How often it is looked what became of connection tests. */
  @WithDefault("PT5S")
  Duration look();

  /**
   * Folder with your own {@code questions.json}, test documents, and versions of the interfaces (<a
   * href="onboarding.md#your-own-content">onboarding</a>).
   */
  Optional<Path> contentFolder();
}
