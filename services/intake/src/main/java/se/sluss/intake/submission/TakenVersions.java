package se.sluss.intake.submission;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import se.sluss.kit.settings.Setting;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.InterfaceVersions;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;

/** The versions of the authority's interfaces that are taken in, by mode and service. */
@Startup
@ApplicationScoped
public class TakenVersions {
  private static final String FOLDER = "sluss.intake.submission.schema-folder";

  private final InterfaceVersions versions;
  private final SubmissionConfig config;

  /**
   * Reads the schemas.
   *
   * @throws IllegalStateException when a file cannot be used, or the configuration names a version
   *     that there is not; the message names the setting
   */
  public TakenVersions(SubmissionConfig config) {
    this.config = config;
    this.versions =
        config
            .schemaFolder()
            .map(folder -> Setting.read(FOLDER, () -> InterfaceVersions.from(folder)))
            .orElseGet(InterfaceVersions::bundled);
    for (Mode mode : Mode.values()) {
      for (Service service : Service.values()) {
        for (String name : names(mode, service)) {
          if (versions.of(service, name).isEmpty()) {
            throw new IllegalStateException(
                "sluss.intake.submission.interfaces.%s names version %s of %s, which has no schema"
                    .formatted(mode.wire(), name, service));
          }
        }
      }
    }
  }

  /** Names of what is taken, the current version first. */
  public List<String> names(Mode mode, Service service) {
    return config.interfaces().of(mode).of(service);
  }

  /** The version that a document says it is of, when that is taken. */
  public Optional<InterfaceVersion> of(Mode mode, Document document) {
    return versions
        .of(document)
        .filter(version -> names(mode, version.service()).contains(version.version()));
  }

  /** A version by its name, or the current one without, when that is taken. */
  public Optional<InterfaceVersion> of(Mode mode, Service service, Optional<String> name) {
    List<String> taken = names(mode, service);
    return Optional.of(name.orElse(taken.getFirst()))
        .filter(taken::contains)
        .flatMap(wanted -> versions.of(service, wanted));
  }
}
