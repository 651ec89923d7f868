package se.sluss.submitter.onboarding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import se.sluss.kit.settings.Setting;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.InterfaceVersions;
import se.sluss.model.form.Form;
import se.sluss.model.id.Service;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.xml.HardenedXml;

/**
 * The documents of connection tests: marked in what they say, about people who do not exist, with
 * numbers of the published test series. Their content is a file, {@code
 * onboarding/test-<service>.json}, which {@code test-<service>-<version>.json} in the configured
 * folder replaces for one version. A folder that is missing or cannot be used stops the start.
 */
@Startup
@ApplicationScoped
public class TestDocuments {
  private final InterfaceVersions versions;
  private final Optional<Path> folder;
  private final ObjectMapper json;

  public TestDocuments(OnboardingConfig config, ObjectMapper json) {
    this.folder = config.contentFolder();
    this.versions =
        folder
            .map(path -> Setting.read(OnboardingConfig.FOLDER, () -> InterfaceVersions.from(path)))
            .orElseGet(InterfaceVersions::bundled);
    this.json = json;
    for (Service service : Service.values()) {
      for (String version : config.versions().of(service)) {
        if (versions.of(service, version).isEmpty()) {
          throw new IllegalStateException(
              "sluss.submitter.onboarding.versions names version %s of %s, which there is not"
                  .formatted(version, service));
        }
      }
    }
  }

  /** What came of building one. */
  public sealed interface Built {
    record Document(UUID id, byte[] xml) implements Built {}

    record NoSuchVersion() implements Built {}

    /** Another content is needed for this version: the file that is missing. */
    record DoesNotFit(String missing) implements Built {}
  }

  /** One of a service and version, of the provider with that number. */
  public Built build(
      Service service, String version, Organisationsnummer provider, LocalDate today) {
    Optional<InterfaceVersion> known = versions.of(service, version);
    if (known.isEmpty()) {
      return new Built.NoSuchVersion();
    }
    UUID id = UUID.randomUUID();
    ObjectNode content = content(service, version);
    content.put("id", id.toString());
    ((ObjectNode) content.path("provider")).put("organisationNumber", provider.digits());
    switch (service) {
      case ELT -> content.put("month", YearMonth.from(today).minusMonths(1).toString());
      case E_IOA ->
          ((ObjectNode) content.path("assistant"))
              .put("employedFrom", today.toString())
              .put("appliesFrom", today.plusDays(7).toString());
    }
    Form.Built built = known.get().form().toXml(content);
    boolean fits =
        built.faults().isEmpty() && known.get().validate(HardenedXml.parse(built.xml())).isEmpty();
    return fits
        ? new Built.Document(id, built.xml())
        : new Built.DoesNotFit(fileName(service, "-" + version));
  }

  private ObjectNode content(Service service, String version) {
    Optional<Path> own =
        folder.map(it -> it.resolve(fileName(service, "-" + version))).filter(Files::isRegularFile);
    try (InputStream in = own.isPresent() ? Files.newInputStream(own.get()) : bundled(service)) {
      return (ObjectNode) json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("A test document cannot be read", e);
    }
  }

  private static InputStream bundled(Service service) throws IOException {
    String name = "/onboarding/" + fileName(service, "");
    InputStream in = TestDocuments.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is missing");
    }
    return in;
  }

  private static String fileName(Service service, String version) {
    return "test-" + service.name().toLowerCase(Locale.ROOT).replace('_', '-') + version + ".json";
  }
}
