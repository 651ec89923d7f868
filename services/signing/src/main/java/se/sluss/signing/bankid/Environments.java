package se.sluss.signing.bankid;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.TrustRoots;

/**
 * The BankID of each mode, read from files when the room starts, which it does not when one of them
 * cannot be used.
 */
@Startup
@ApplicationScoped
public class Environments {
  private static final String PREFIX = "sluss.signing.bankid.";

  private final BankIdConfig config;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Mode, Environment> byMode = new EnumMap<>(Mode.class);

  /**
   * One BankID.
   *
   * @param policiesByDefault whether nobody set which policies are accepted
   * @param vendors those who are relying parties themselves
   */
  record Environment(
      URI url,
      AcceptedCertificates accepted,
      boolean policiesByDefault,
      List<X509Certificate> tlsRoots,
      RelyingParty house,
      Map<VendorId, RelyingParty> vendors) {
    /** All that we are to it. */
    List<RelyingParty> relyingParties() {
      return Stream.concat(Stream.of(house), vendors.values().stream()).toList();
    }
  }

  public Environments(BankIdConfig config) {
    this.config = config;
    byMode.put(Mode.TEST, read(Mode.TEST, PREFIX, config.test()));
    config.live().ifPresent(live -> byMode.put(Mode.LIVE, read(Mode.LIVE, PREFIX + "live.", live)));
  }

  /** Whether people can sign in this mode. */
  public boolean has(Mode mode) {
    return byMode.containsKey(mode);
  }

  /**
   * Which signers' certificates count.
   *
   * @throws IllegalStateException where nobody can sign
   */
  public AcceptedCertificates accepted(Mode mode) {
    return of(mode).accepted();
  }

  /**
   * Which policies BankID is told to require of the signer's certificate, so that nobody signs with
   * a BankID that does not count.
   *
   * @param asked as the order asks for them; null when it leaves that to us
   * @return empty when it is left to BankID; a list without any when no BankID would do
   */
  public Optional<List<String>> policiesToRequire(Mode mode, @Nullable List<String> asked) {
    Environment environment = of(mode);
    if (asked == null && environment.policiesByDefault()) {
      return Optional.empty();
    }
    AcceptedCertificates accepted = environment.accepted();
    Set<String> narrowed = asked == null ? accepted.policies() : accepted.policiesAsked(asked);
    return Optional.of(narrowed.stream().sorted().toList());
  }

  /** The number that signatures made for this party must state. */
  public Organisationsnummer relyingPartyNumber(Party party) {
    return relyingParty(party).number();
  }

  Environment of(Mode mode) {
    return Optional.ofNullable(byMode.get(mode))
        .orElseThrow(() -> new IllegalStateException("No BankID is configured for " + mode));
  }

  RelyingParty relyingParty(Party party) {
    Environment environment = of(party.mode());
    return environment.vendors().getOrDefault(party.vendor(), environment.house());
  }

  Map<Mode, Environment> all() {
    return byMode;
  }

  private Environment read(Mode mode, String prefix, BankIdConfig.Environment read) {
    List<X509Certificate> tlsRoots =
        RelyingPartyTls.certificates(read.tlsRoot(), prefix + "tls-root");
    AcceptedCertificates accepted;
    try {
      accepted =
          AcceptedCertificates.in(
              mode,
              new TrustRoots(
                  Set.copyOf(RelyingPartyTls.certificates(read.userRoot(), prefix + "user-root"))),
              read.certificatePolicies().orElse(BankIdConfig.PRODUCTION_POLICIES));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          prefix + "user-root or .certificate-policies: " + e.getMessage(), e);
    }
    Map<VendorId, RelyingParty> vendors = new HashMap<>();
    read.vendors()
        .forEach(
            (id, key) ->
                vendors.put(
                    VendorId.parse(id)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    prefix + "vendors." + id + " is no vendor's identifier")),
                    party(id, prefix + "vendors." + id + ".", key, tlsRoots)));
    return new Environment(
        read.url(),
        accepted,
        read.certificatePolicies().isEmpty(),
        tlsRoots,
        party("house", prefix, read, tlsRoots),
        Map.copyOf(vendors));
  }

  private RelyingParty party(
      String name, String prefix, BankIdConfig.OwnKey key, List<X509Certificate> tlsRoots) {
    RelyingPartyTls own = RelyingPartyTls.open(key, prefix + "rp-key-store");
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .executor(threads)
            .sslContext(own.context(tlsRoots))
            .build();
    return new RelyingParty(name, own.certificate(), own.number(), http);
  }
}
