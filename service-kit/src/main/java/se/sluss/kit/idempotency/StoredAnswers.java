package se.sluss.kit.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.idempotency.AnswerStore.Owner;
import se.sluss.kit.idempotency.AnswerStore.Stored;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/**
 * Idempotency over the room's database. The lock on a request's name lives in the transaction of
 * its effect, so a process that dies leaves none behind. Answers are sealed: one may hold a key
 * that is shown once.
 */
@ApplicationScoped
class StoredAnswers implements Idempotency {
  private static final String ID_DIGITS = "00000000000000000000000000";
  private static final int PREFIX = 4;

  private final IncomingRequest request;
  private final RequestContext caller;
  private final Transactions transactions;
  private final AnswerStore store;
  private final Sealer sealer;
  private final ObjectMapper json;

  StoredAnswers(
      IncomingRequest request,
      RequestContext caller,
      Transactions transactions,
      AnswerStore store,
      Sealer sealer,
      ObjectMapper json) {
    this.request = request;
    this.caller = caller;
    this.transactions = transactions;
    this.store = store;
    this.sealer = sealer;
    this.json = json;
  }

  /** Carries an answer that has no effect out of the transaction that it rolls back. */
  private static final class WithoutEffect extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Response answer;

    WithoutEffect(Response answer) {
      super("The answer has no effect", null, false, false);
      this.answer = answer;
    }
  }

  @Override
  public Response once(Supplier<Response> effect) {
    String key = IdempotencyKey.parse(request.key());
    Owner owner = owner();
    byte[] name = request.name(owner.toString(), key);
    Supplier<Response> work = () -> replay(name, owner).orElseGet(() -> run(name, owner, effect));
    try {
      return caller.administrator() ? transactions.asSystem(work) : transactions.asCaller(work);
    } catch (WithoutEffect e) {
      return e.answer;
    }
  }

  private Optional<Response> replay(byte[] name, Owner owner) {
    if (!store.lock(name)) {
      throw Problem.of(ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT, "Ask again when it is done.")
          .withHeader("Retry-After", "1");
    }
    Optional<Stored> stored = store.find(name);
    if (stored.isPresent()
        && !MessageDigest.isEqual(stored.get().fingerprint(), request.fingerprint())) {
      throw Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED, "Send another key with another request.");
    }
    return stored.map(found -> Answer.read(open(name, owner, found.answer())).replayed());
  }

  private Response run(byte[] name, Owner owner, Supplier<Response> effect) {
    Response done = effect.get();
    if (done.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode()) {
      throw new WithoutEffect(done);
    }
    Answer answer = Answer.of(done, json);
    store.keep(name, owner, new Stored(request.fingerprint(), seal(name, owner, answer.stored())));
    return answer.response();
  }

  private Owner owner() {
    return caller.administrator()
        ? new Owner("administrator", "", "")
        : new Owner(
            caller.vendorId().value(),
            caller.tenantId().map(TenantId::value).orElse(""),
            caller.mode().wire());
  }

  private byte[] seal(byte[] name, Owner owner, byte[] plain) {
    return sealer.seal(keyOwner(owner), subject(name), Purpose.IDEMPOTENT_RESPONSE, plain).bytes();
  }

  private byte[] open(byte[] name, Owner owner, byte[] sealed) {
    return sealer.open(
        keyOwner(owner), subject(name), Purpose.IDEMPOTENT_RESPONSE, SealedBytes.of(sealed));
  }

  private static String subject(byte[] name) {
    return HexFormat.of().formatHex(name);
  }

  /** Data keys are kept by tenant; a vendor and the operator each count as one here. */
  private static TenantId keyOwner(Owner owner) {
    if (!owner.tenant().isEmpty()) {
      return TenantId.of(owner.tenant());
    }
    boolean vendor = owner.vendor().startsWith("ven_");
    return TenantId.of("ten_" + (vendor ? owner.vendor().substring(PREFIX) : ID_DIGITS));
  }
}
