package se.sluss.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.SignerRole;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.pki.PkiFolder;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** Another relying party of the same BankID, which has people sign documents. */
final class Elsewhere {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final BankIdSignatures bankId;

  private Elsewhere(BankIdSignatures bankId) {
    this.bankId = bankId;
  }

  static Elsewhere ofTheBankIdOf(Path userRoot) throws IOException {
    Path copy = Files.createTempDirectory("bankid-elsewhere");
    for (String file : List.of("simulator.p12", "simulator.password")) {
      Files.copy(userRoot.resolveSibling(file), copy.resolve(file));
    }
    return new Elsewhere(new BankIdSignatures(new CustomerDesk(PkiFolder.open(copy).bank())));
  }

  CollectedSignature signature(
      SignerRole role, String number, SignedEntry entry, Instant at, Deviation... deviations) {
    BankIdSignature made =
        bankId.sign(
            SigningRequest.by(Person.unnamed(number), at)
                .visibleText("1. Uppgifterna är riktiga.")
                .nonVisible(entry.toString().getBytes(UTF_8))
                .deviating(deviations)
                .build());
    return new CollectedSignature(
        role, made.signature(), made.ocspResponse(), LocalDate.ofInstant(at, SWEDEN));
  }

  static CollectedSignature vouched(CollectedSignature made, String person) {
    return new CollectedSignature(
        made.role(), made.signature(), made.ocspResponse(), made.signedOn(), Optional.of(person));
  }
}
