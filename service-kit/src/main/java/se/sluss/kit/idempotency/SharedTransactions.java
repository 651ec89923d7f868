package se.sluss.kit.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import se.sluss.kit.idempotency.AnswerStore.Stored;
import se.sluss.kit.idempotency.RequestNames.Named;
import se.sluss.kit.tenancy.RowOwner;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.together.Together;

/**
 * A transaction for all who came while the last one was under way. What is not stored for any
 * reason is left to a transaction of its own.
 */
final class SharedTransactions<T> implements SharedEffects<T> {
  private static final Logger LOG = Logger.getLogger(SharedEffects.class);
  private static final int MOST = 64;

  private final Function<List<T>, List<Boolean>> effects;
  private final RequestNames names;
  private final Transactions transactions;
  private final AnswerStore store;
  private final ObjectMapper json;
  private final Together<Waiting<T>, Boolean> rounds;

  SharedTransactions(
      String name,
      Function<List<T>, List<Boolean>> effects,
      RequestNames names,
      Transactions transactions,
      AnswerStore store,
      ObjectMapper json) {
    this.effects = effects;
    this.names = names;
    this.transactions = transactions;
    this.store = store;
    this.json = json;
    this.rounds = new Together<>(name, MOST, this::store);
  }

  private record Waiting<T>(Named named, Stored answer, T effect) {
    ByteBuffer name() {
      return ByteBuffer.wrap(named.sha256());
    }
  }

  @Override
  public Optional<Response> once(T effect, Response done) {
    Named named = names.current();
    Answer answer = Answer.of(done, json);
    var waiting = new Waiting<>(named, names.seal(named, answer), effect);
    try {
      return rounds.ask(waiting) ? Optional.of(answer.response()) : Optional.empty();
    } catch (RuntimeException e) {
      LOG.warnf("Requests are stored one by one, since not together: %s", e.getClass().getName());
      return Optional.empty();
    }
  }

  private List<Boolean> store(List<Waiting<T>> all) {
    Set<Waiting<T>> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<RowOwner, List<Waiting<T>>> byOwner =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    waiting -> waiting.named().owner(), TreeMap::new, Collectors.toList()));
    SortedMap<RowOwner, Runnable> works = new TreeMap<>();
    byOwner.forEach(
        (owner, theirs) -> works.put(owner, () -> stored.addAll(store(owner, firsts(theirs)))));
    transactions.asEach(works);
    return all.stream().map(stored::contains).toList();
  }

  /** Of requests of one name the first: the others find its answer when it is done. */
  private List<Waiting<T>> firsts(List<Waiting<T>> theirs) {
    Map<ByteBuffer, Waiting<T>> firsts = new LinkedHashMap<>();
    theirs.forEach(waiting -> firsts.putIfAbsent(waiting.name(), waiting));
    return List.copyOf(firsts.values());
  }

  private List<Waiting<T>> store(RowOwner owner, List<Waiting<T>> theirs) {
    Set<ByteBuffer> free =
        store.keepThoseFree(
            owner,
            theirs.stream().map(waiting -> waiting.named().sha256()).toList(),
            theirs.stream().map(Waiting::answer).toList());
    List<Waiting<T>> ready =
        theirs.stream().filter(waiting -> free.contains(waiting.name())).toList();
    if (ready.isEmpty()) {
      return List.of();
    }
    List<Boolean> stored = effects.apply(ready.stream().map(Waiting::effect).toList());
    List<Waiting<T>> done = new ArrayList<>();
    List<byte[]> notDone = new ArrayList<>();
    for (int i = 0; i < ready.size(); i++) {
      if (stored.get(i)) {
        done.add(ready.get(i));
      } else {
        notDone.add(ready.get(i).named().sha256());
      }
    }
    if (!notDone.isEmpty()) {
      store.forget(notDone);
    }
    return done;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
