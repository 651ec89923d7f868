package se.sluss.intake.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;

/** How submissions are taken in. */
@ConfigMapping(prefix = "sluss.intake.submission")
public interface SubmissionConfig {
  /** Who has to sign, by service. */
  RequiredRoles requiredRoles();

  /** Which versions of the authority's interfaces are taken in. */
  Interfaces interfaces();

  /**
   * Folder with schema files that replace the bundled ones of the same names, such as the
   * authority's own once you have them; and with a folder for each further version of an interface
   * (<a href="#interface-versions">below</a>).
   */
  Optional<Path> schemaFolder();

  /** Versions by mode. */
  interface Interfaces {
    /** Those taken in test mode. */
    Versions test();

    /** Those taken in live mode. */
    Versions live();

    /** Those of one mode. */
    default Versions of(Mode mode) {
      return switch (mode) {
        case TEST -> test();
        case LIVE -> live();
      };
    }
  }

  /** Names of versions, the current one first. */
  interface Versions {
    /**
     * Versions of the notification's interface that are taken in, the current one first. A version
     * without a schema stops the start.
     */
    @WithDefault("1")
    @NotEmpty
    List<String> eIoa();

    /** The same of the time report's. */
    @WithDefault("1")
    @NotEmpty
    List<String> elt();

    /** Those of one service. */
    default List<String> of(Service service) {
      return switch (service) {
        case E_IOA -> eIoa();
        case ELT -> elt();
      };
    }
  }

  /** Who has to sign a document, in the order in which they sign. */
  interface RequiredRoles {
    /**
     * Who signs a notification, in this order: {@code ANORDNARE}, or {@code ASSISTENT,ANORDNARE}. A
     * time report is always signed by both.
     */
    @WithDefault("ANORDNARE")
    @NotEmpty
    List<SignerRole> eIoa();

    /** Those of one service. */
    default List<SignerRole> of(Service service) {
      return switch (service) {
        case E_IOA -> eIoa();
        case ELT -> RequiredSigners.BOTH;
      };
    }
  }
}
