package se.sluss.bench.signing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.CompletedUser;
import se.sluss.model.signature.RiskPolicy;
import se.sluss.model.signature.SentOrder;
import se.sluss.model.signature.SignerName;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** Signatures of the simulated BankID, each over documents of its own, as signing verifies them. */
final class Packages {
  /** So many different ones in turn, so that none is in a processor's near memory all the time. */
  private static final int DIFFERENT = 64;

  private static final String POLICY = "1.2.3.4.25";
  private static final String FORMAT = "simpleMarkdownV1";
  private static final Person SIGNER = new Person("199001012385", "Kim", "Provsson");

  private final BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();
  private final List<VerificationRequest> requests = new ArrayList<>();
  private int next;

  /**
   * Makes them.
   *
   * @param documents how many each is over
   */
  Packages(BankIdSignatures bankId, int documents, long seed) {
    Random random = new Random(seed);
    Instant at = Instant.now();
    for (int i = 0; i < DIFFERENT; i++) {
      requests.add(request(bankId, entries(documents, random), at));
    }
  }

  /** Verifies the next one with every check that an order of ours is held against. */
  void verifyNext() {
    VerificationResult result = verifier.verify(requests.get(next));
    next = (next + 1) % DIFFERENT;
    if (!(result instanceof VerificationResult.Verified)) {
      throw new IllegalStateException("A good package was not verified: " + result);
    }
  }

  private static VerificationRequest request(
      BankIdSignatures bankId, List<SignedEntry> entries, Instant at) {
    StringBuilder text = new StringBuilder("## Underskrift\n");
    for (int i = 1; i <= entries.size(); i++) {
      text.append(i).append(". Anmälan om personlig assistent: Örjan Testlund hos Åsa Provberg, ");
      text.append("gäller från 2026-12-01\n");
    }
    String visible = base64(text.toString());
    String nonVisible = base64(SignedEntry.join(entries));
    BankIdSignature signature =
        bankId.sign(
            SigningRequest.by(SIGNER, at)
                .visibleData(visible)
                .format(FORMAT)
                .nonVisibleData(nonVisible)
                .build());
    return VerificationRequest.of(
            signature.signature(),
            signature.ocspResponse(),
            new TrustRoots(Set.of(bankId.userRoot())),
            Set.of(POLICY),
            Set.copyOf(entries),
            new TimeWindow(at.minusSeconds(90), at.plusSeconds(3), Duration.ofSeconds(60)))
        .sent(new SentOrder(visible, Optional.of(FORMAT), Optional.of(nonVisible)))
        .signer(new Personnummer(SIGNER.personalNumber()))
        .user(
            new CompletedUser(
                SIGNER.personalNumber(),
                new SignerName(SIGNER.name(), SIGNER.givenName(), SIGNER.surname())))
        .relyingParty(new Organisationsnummer(RelyingParty.SIMULATED.organisationNumber()))
        .risk(new RiskPolicy(Set.of(), Optional.empty(), false, false))
        .build();
  }

  private static List<SignedEntry> entries(int documents, Random random) {
    List<SignedEntry> entries = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      entries.add(
          new SignedEntry(
              new UUID(random.nextLong(), random.nextLong()).toString(),
              HexFormat.of().formatHex(hash)));
    }
    return entries;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
