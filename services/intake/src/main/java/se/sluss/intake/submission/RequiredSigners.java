package se.sluss.intake.submission;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import se.sluss.model.id.SignerRole;

/**
 * Stops the start with settings by which a document would go on without its provider's signature,
 * or be signed by the provider before the assistant.
 */
@ApplicationScoped
class RequiredSigners {
  /** The assistant signs first. */
  static final List<SignerRole> BOTH = List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE);

  private static final Set<List<SignerRole>> ALLOWED = Set.of(List.of(SignerRole.ANORDNARE), BOTH);

  private final SubmissionConfig config;

  RequiredSigners(SubmissionConfig config) {
    this.config = config;
  }

  void check(@Observes StartupEvent event) {
    require(config);
  }

  static void require(SubmissionConfig config) {
    if (!ALLOWED.contains(config.requiredRoles().eIoa())) {
      throw new IllegalStateException(
          "sluss.intake.submission.required-roles.e-ioa must be ANORDNARE or"
              + " ASSISTENT,ANORDNARE");
    }
  }
}
