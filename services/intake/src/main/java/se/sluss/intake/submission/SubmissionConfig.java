package se.sluss.intake.submission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;

/** How submissions are taken in. */
@ConfigMapping(prefix = "sluss.intake.submission")
public interface SubmissionConfig {
  /** Who has to sign, by service. */
  RequiredRoles requiredRoles();

  /**
   * A folder with schema files that replace the bundled ones of the same names. Without it the
   * bundled ones hold.
   */
  Optional<Path> schemaFolder();

  /** Who has to sign a document, in the order in which they sign. */
  interface RequiredRoles {
    /** A notification of who an assistant is. */
    @WithDefault("ANORDNARE")
    @NotEmpty
    List<SignerRole> eIoa();

    /** A time report. */
    @WithDefault("ASSISTENT,ANORDNARE")
    @NotEmpty
    List<SignerRole> elt();

    /** Those of one service. */
    default List<SignerRole> of(Service service) {
      return switch (service) {
        case E_IOA -> eIoa();
        case ELT -> elt();
      };
    }
  }
}
