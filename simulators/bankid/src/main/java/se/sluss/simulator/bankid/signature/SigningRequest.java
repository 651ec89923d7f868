package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.pki.RelyingParty;

/**
 * What is to be signed, by whom and for whom.
 *
 * @param visibleData base64 of the visible text, written into the signature as it stands
 * @param format as requested, absent when none was
 * @param nonVisibleData base64, absent when none was sent
 * @param policy the policy of the BankID that signs
 * @param conditions requirements echoed in the signature
 * @param at the time of signing; the OCSP response is produced then, in whole seconds
 */
public record SigningRequest(
    Person person,
    String visibleData,
    @Nullable String format,
    @Nullable String nonVisibleData,
    RelyingParty relyingParty,
    String policy,
    List<Condition> conditions,
    Instant at,
    Set<Deviation> deviations) {

  /** A requirement as the signature names it. */
  public record Condition(String type, String value) {}

  public SigningRequest {
    conditions = List.copyOf(conditions);
    deviations = Set.copyOf(deviations);
  }

  /** A request by a person at a time; the visible text is still to be set. */
  public static Builder by(Person person, Instant at) {
    return new Builder(person, at);
  }

  boolean deviates(Deviation deviation) {
    return deviations.contains(deviation);
  }

  /** Collects a request; Mobile BankID, the simulated relying party, no deviation unless set. */
  public static final class Builder {
    private final Person person;
    private final Instant at;
    private String visibleData = encode("Simulerad underskrift".getBytes(UTF_8));
    private @Nullable String format;
    private @Nullable String nonVisibleData;
    private RelyingParty relyingParty = RelyingParty.SIMULATED;
    private String policy = CustomerDesk.MOBILE_POLICY;
    private final List<Condition> conditions = new ArrayList<>();
    private final Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);

    private Builder(Person person, Instant at) {
      this.person = person;
      this.at = at;
    }

    public Builder visibleText(String text) {
      return visibleData(encode(text.getBytes(UTF_8)));
    }

    public Builder visibleData(String base64) {
      this.visibleData = base64;
      return this;
    }

    public Builder format(@Nullable String requested) {
      this.format = requested;
      return this;
    }

    public Builder nonVisible(byte[] content) {
      return nonVisibleData(encode(content));
    }

    public Builder nonVisibleData(@Nullable String base64) {
      this.nonVisibleData = base64;
      return this;
    }

    public Builder relyingParty(RelyingParty party) {
      this.relyingParty = party;
      return this;
    }

    public Builder policy(String oid) {
      this.policy = oid;
      return this;
    }

    public Builder condition(String type, String value) {
      conditions.add(new Condition(type, value));
      return this;
    }

    /** Adds ways in which the result is to differ from BankID's form. */
    public Builder deviating(Deviation... added) {
      deviations.addAll(List.of(added));
      return this;
    }

    public SigningRequest build() {
      return new SigningRequest(
          person,
          visibleData,
          format,
          nonVisibleData,
          relyingParty,
          policy,
          conditions,
          at,
          deviations);
    }

    private static String encode(byte[] content) {
      return Base64.getEncoder().encodeToString(content);
    }
  }
}
