package se.sluss.kit.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.idempotency.AnswerStore.Stored;
import se.sluss.kit.tenancy.RowOwner;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/**
 * Names the request at hand, and seals its answer for its owner: one may hold a key that is shown
 * once.
 */
@ApplicationScoped
class RequestNames {
  private static final String ID_DIGITS = "00000000000000000000000000";
  private static final int PREFIX = 4;

  private final IncomingRequest request;
  private final RequestContext caller;
  private final Transactions transactions;
  private final Sealer sealer;

  RequestNames(
      IncomingRequest request, RequestContext caller, Transactions transactions, Sealer sealer) {
    this.request = request;
    this.caller = caller;
    this.transactions = transactions;
    this.sealer = sealer;
  }

  /**
   * A request among all of its owner's.
   *
   * @param sha256 the same for the same key; of what is posted where, by whom
   * @param fingerprint the same for the same content
   */
  record Named(RowOwner owner, byte[] sha256, byte[] fingerprint) {}

  /**
   * The request at hand.
   *
   * @throws se.sluss.kit.problem.Problem when its key is missing or invalid
   */
  Named current() {
    String key = IdempotencyKey.parse(request.key());
    RowOwner owner =
        caller.administrator() ? new RowOwner("administrator", "", "") : transactions.callersRows();
    String whose = owner.tenant().isEmpty() ? owner.vendor() : owner.tenant();
    return new Named(owner, request.name(whose + "|" + owner.mode(), key), request.fingerprint());
  }

  Stored seal(Named named, Answer answer) {
    return new Stored(
        named.fingerprint(),
        sealer
            .seal(keyOwner(named), subject(named), Purpose.IDEMPOTENT_RESPONSE, answer.stored())
            .bytes());
  }

  Response open(Named named, Stored stored) {
    return Answer.read(
            sealer.open(
                keyOwner(named),
                subject(named),
                Purpose.IDEMPOTENT_RESPONSE,
                SealedBytes.of(stored.answer())))
        .replayed();
  }

  private static String subject(Named named) {
    return HexFormat.of().formatHex(named.sha256());
  }

  /** Data keys are kept by tenant; a vendor and the operator each count as one here. */
  private static TenantId keyOwner(Named named) {
    RowOwner owner = named.owner();
    if (!owner.tenant().isEmpty()) {
      return TenantId.of(owner.tenant());
    }
    boolean vendor = owner.vendor().startsWith("ven_");
    return TenantId.of("ten_" + (vendor ? owner.vendor().substring(PREFIX) : ID_DIGITS));
  }
}
