package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.pki.Credential;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.KeyUse;
import se.sluss.simulator.bankid.pki.MemberBank;
import se.sluss.simulator.bankid.pki.Person;

/**
 * Signs as a simulated bank's customers do. Safe for use by several threads; certificates and keys
 * are made at first need and kept, so one instance should serve a whole test run.
 */
public final class BankIdSignatures {
  private static final Person STRANGER = Person.unnamed("189001029819");
  private static final Person OTHER_STRANGER = Person.unnamed("189001039800");

  private final CustomerDesk desk;
  private final Object lock = new Object();
  private @Nullable CustomerDesk lookalike;

  public BankIdSignatures(CustomerDesk desk) {
    this.desk = desk;
  }

  /** A bank of its own with fresh keys, kept nowhere. */
  public static BankIdSignatures inMemory() {
    return new BankIdSignatures(new CustomerDesk(MemberBank.create()));
  }

  /** The only certificate that a verifier of these signatures should trust. */
  public X509Certificate userRoot() {
    return desk.bank().root().certificate();
  }

  /** The root of the hierarchy that only looks like this one; nothing may trust it. */
  public X509Certificate lookalikeRoot() {
    return lookalike().bank().root().certificate();
  }

  /** Signs the request, with its deviations. */
  public BankIdSignature sign(SigningRequest request) {
    CustomerDesk used = request.deviates(Deviation.LOOKALIKE_ROOT) ? lookalike() : desk;
    Credential card = card(used, request);
    try {
      String xml = new SignatureXml(request).write(chain(used, card, request), card.key());
      boolean broken = request.deviates(Deviation.BASE64_LINE_BREAKS);
      Base64.Encoder encoder = broken ? Base64.getMimeEncoder() : Base64.getEncoder();
      String signature = encoder.encodeToString(xml.getBytes(UTF_8));
      byte[] ocsp = ocsp(used, request).write(card.certificate(), signature);
      return new BankIdSignature(
          signature,
          Base64.getEncoder().encodeToString(ocsp),
          card.certificate(),
          CustomerDesk.issueDate(card),
          SignedDataXml.uhi(request.person().personalNumber()));
    } catch (GeneralSecurityException | IOException | OCSPException | OperatorCreationException e) {
      throw new IllegalStateException("a simulated signature cannot be made", e);
    }
  }

  private static Credential card(CustomerDesk desk, SigningRequest request) {
    boolean login = request.deviates(Deviation.LEAF_WITHOUT_NON_REPUDIATION);
    return desk.card(
        request.deviates(Deviation.OTHER_PERSON) ? otherThan(request.person()) : request.person(),
        request.policy(),
        login ? KeyUse.AUTHENTICATION : KeyUse.SIGNING,
        request.at());
  }

  /** A person who is certainly not the given one. */
  public static Person otherThan(Person person) {
    boolean same = person.personalNumber().equals(STRANGER.personalNumber());
    return same ? OTHER_STRANGER : STRANGER;
  }

  private static List<X509Certificate> chain(
      CustomerDesk desk, Credential card, SigningRequest request) {
    MemberBank bank = desk.bank();
    List<X509Certificate> chain =
        new ArrayList<>(
            List.of(card.certificate(), bank.customers().certificate(), bank.bank().certificate()));
    if (request.deviates(Deviation.ROOT_INCLUDED)) {
      chain.add(bank.root().certificate());
    }
    return chain;
  }

  private OcspResponses ocsp(CustomerDesk used, SigningRequest request) {
    boolean stranger =
        request.deviates(Deviation.OCSP_RESPONDER_OF_LOOKALIKE)
            || request.deviates(Deviation.OCSP_SIGNED_BY_OTHER_KEY);
    return new OcspResponses(request, used, stranger ? lookalike() : used);
  }

  private CustomerDesk lookalike() {
    synchronized (lock) {
      if (lookalike == null) {
        lookalike = new CustomerDesk(MemberBank.create());
      }
      return lookalike;
    }
  }
}
