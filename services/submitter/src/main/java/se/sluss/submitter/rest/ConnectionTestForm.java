package se.sluss.submitter.rest;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.model.identity.Organisationsnummer;

/**
 * A test as somebody asks for it, unchecked.
 *
 * @param interfaceVersion of the document; 1 when absent
 * @param organisationNumber of the tenant that will hand it in
 */
public record ConnectionTestForm(
    @Nullable String interfaceVersion, @Nullable String organisationNumber) {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,20}");

  record Checked(String version, Organisationsnummer provider) {}

  static Checked check(@Nullable ConnectionTestForm form) {
    ConnectionTestForm asked = form == null ? new ConnectionTestForm(null, null) : form;
    Faults faults = new Faults();
    String version = asked.interfaceVersion == null ? "1" : asked.interfaceVersion;
    if (!VERSION.matcher(version).matches()) {
      faults.add("interfaceVersion", "invalid", "must be the name of a version");
    }
    Organisationsnummer provider =
        faults.read(
            "organisationNumber",
            asked.organisationNumber,
            Organisationsnummer::new,
            "must be the ten digits of the tenant that hands the document in");
    faults.refuseIfAny();
    return new Checked(version, Objects.requireNonNull(provider, "a fault is there"));
  }
}
