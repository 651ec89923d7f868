package se.sluss.submitter.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.Service;

/** How connections are tested and opened. */
@ConfigMapping(prefix = "sluss.submitter.onboarding")
public interface OnboardingConfig {
  /** Key of {@link #contentFolder}. */
  String FOLDER = "sluss.submitter.onboarding.content-folder";

  /** Connection tests of one connection in 24 hours. */
  @WithDefault("4")
  @Min(1)
  int testsPerDay();

  /** Which versions of the interfaces are in use: each needs its connection test. */
  Versions versions();

  /** Versions by service. */
  interface Versions {
    /**
     * Versions of the notification's interface that a connection test must have proved before
     * production is opened: those of {@code sluss.intake.submission.interfaces.live.e-ioa}. An
     * unknown one stops the start.
     */
    @WithDefault("1")
    List<String> eIoa();

    /** The same of the time report's. */
    @WithDefault("1")
    List<String> elt();

    /** Those of one service. */
    default List<String> of(Service service) {
      return switch (service) {
        case E_IOA -> eIoa();
        case ELT -> elt();
      };
    }
  }

  /** How often it is looked what became of connection tests. */
  @WithDefault("PT5S")
  Duration look();

  /**
   * Folder with your own {@code questions.json}, test documents, and versions of the interfaces (<a
   * href="onboarding.md#your-own-content">onboarding</a>).
   */
  Optional<Path> contentFolder();
}
