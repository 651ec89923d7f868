package se.sluss.kit.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.idempotency.AnswerStore.Stored;
import se.sluss.kit.idempotency.RequestNames.Named;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;

/**
 * Idempotency over the room's database. The lock on a request's name lives in the transaction of
 * its effect, so a process that dies leaves none behind.
 */
@ApplicationScoped
class StoredAnswers implements Idempotency {
  private final RequestNames names;
  private final RequestContext caller;
  private final Transactions transactions;
  private final AnswerStore store;
  private final ObjectMapper json;

  StoredAnswers(
      RequestNames names,
      RequestContext caller,
      Transactions transactions,
      AnswerStore store,
      ObjectMapper json) {
    this.names = names;
    this.caller = caller;
    this.transactions = transactions;
    this.store = store;
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
    Named named = names.current();
    Supplier<Response> work = () -> replay(named).orElseGet(() -> run(named, effect));
    try {
      return caller.administrator() ? transactions.asSystem(work) : transactions.asCaller(work);
    } catch (WithoutEffect e) {
      return e.answer;
    }
  }

  @Override
  public <T> SharedEffects<T> share(String name, Function<List<T>, List<Boolean>> effects) {
    return new SharedTransactions<>(name, effects, names, transactions, store, json);
  }

  /** Others that repeat it now hold its lock too, so who does not get it looks all the same. */
  private Optional<Response> replay(Named named) {
    boolean isAlone = store.lock(named.sha256());
    Optional<Stored> stored = store.find(named.sha256());
    if (stored.isEmpty() && !isAlone) {
      throw Problem.of(ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT, "Ask again when it is done.")
          .withHeader("Retry-After", "1");
    }
    if (stored.isPresent()
        && !MessageDigest.isEqual(stored.get().fingerprint(), named.fingerprint())) {
      throw Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED, "Send another key with another request.");
    }
    return stored.map(found -> names.open(named, found));
  }

  private Response run(Named named, Supplier<Response> effect) {
    Response done = effect.get();
    if (done.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode()) {
      throw new WithoutEffect(done);
    }
    Answer answer = Answer.of(done, json);
    store.keep(named.sha256(), named.owner(), names.seal(named, answer));
    return answer.response();
  }
}
