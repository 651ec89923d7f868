package se.sluss.kit.paging;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.problem.MemberName;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * Cursors that only we can make, each good for the owner, mode and filter it was made for. Needs
 * {@code sluss.cursor.secret}: base64 of 32 random bytes, the same on all replicas of a room.
 */
@Startup
@ApplicationScoped
public class Cursors {
  private static final int DEFAULT_LIMIT = 20;
  private static final Pattern ROWS = Pattern.compile("[1-9][0-9]?|100");
  private static final String LIMIT = "limit";
  private static final String KEY = "sluss.cursor.secret";

  private static final Set<String> PAGING = Set.of(LIMIT, "cursor");

  private final Aead aead;
  private final RequestContext caller;
  private final UriInfo query;

  /**
   * Where a page ended: the last row's time, with its full precision, and its identifier. Lists
   * that are ordered otherwise use one of both.
   */
  public record Position(Instant at, String id) {}

  /**
   * @param secret Base64 of 32 bytes that authenticate list cursors. The same for all replicas; a
   *     change ends open lists.
   */
  public Cursors(@ConfigProperty(name = KEY) String secret, RequestContext caller, UriInfo query) {
    this.aead = aead(secret);
    this.caller = caller;
    this.query = query;
  }

  /**
   * What the query says that means nothing to a list with these filters, or more than once, or with
   * nothing, and a limit that is no number from 1 to 100: whoever mistypes a filter, or loses its
   * value, would be shown everything, and whoever repeats it half of what is asked for.
   */
  public List<Problem.Fault> faults(String... filters) {
    return query.getQueryParameters().entrySet().stream()
        .flatMap(said -> fault(said.getKey(), said.getValue(), List.of(filters)).stream())
        .distinct()
        .sorted(Comparator.comparing(Problem.Fault::pointer))
        .toList();
  }

  private static Optional<Problem.Fault> fault(
      String name, List<String> values, List<String> filters) {
    String pointer = "#/" + MemberName.shown(name);
    if (!PAGING.contains(name) && !filters.contains(name)) {
      return Optional.of(
          new Problem.Fault(pointer, "unknown-member", "is no parameter of this list"));
    }
    if (values.size() > 1) {
      return Optional.of(new Problem.Fault(pointer, "more-than-one", "is said more than once"));
    }
    if (name.equals(LIMIT) && !ROWS.matcher(values.getFirst()).matches()) {
      return Optional.of(
          new Problem.Fault(pointer, "out-of-range", "must be a number from 1 to 100"));
    }
    return filters.contains(name) && values.contains("")
        ? Optional.of(new Problem.Fault(pointer, "missing", "is said with nothing"))
        : Optional.empty();
  }

  /**
   * The number of rows to answer with; 20 when absent.
   *
   * @param filters what this list has in its query beside limit and cursor
   * @throws Problem {@code validation-failed} when it is no number from 1 to 100, or when the query
   *     says more or something twice
   */
  public int limit(@Nullable String asked, String... filters) {
    List<Problem.Fault> faults = faults(filters);
    if (!faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the parameters that are listed.")
          .withErrors(faults);
    }
    return asked == null ? DEFAULT_LIMIT : Integer.parseInt(asked);
  }

  /** A cursor to what follows the position, for the present caller and this filter. */
  public String encode(Position last, String filter) {
    try {
      byte[] plain = (last.at() + "\n" + last.id()).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(aead.encrypt(plain, binding(filter)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A cursor could not be made", e);
    }
  }

  /**
   * The position in a cursor; null when no cursor was given, at the beginning.
   *
   * @throws Problem {@code invalid-cursor} when we did not make it for this caller and filter
   */
  public @Nullable Position decode(@Nullable String cursor, String filter) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      byte[] plain = aead.decrypt(Base64.getUrlDecoder().decode(cursor), binding(filter));
      String[] parts = new String(plain, StandardCharsets.UTF_8).split("\n", 2);
      return new Position(Instant.parse(parts[0]), parts[1]);
    } catch (GeneralSecurityException | IllegalArgumentException | DateTimeException e) {
      throw Problem.of(
          ProblemType.INVALID_CURSOR,
          "Begin again without a cursor; one is good only for the list and filter it came with.");
    }
  }

  /**
   * A page of rows that were read with one more than the limit.
   *
   * @param rows at most limit + 1 rows in the list's order
   */
  public <R, T> Page<T> page(
      List<R> rows,
      int limit,
      String filter,
      Function<? super R, Position> position,
      Function<? super R, ? extends T> view) {
    List<T> data = rows.stream().limit(limit).<T>map(view).toList();
    return rows.size() > limit
        ? new Page<>(data, encode(position.apply(rows.get(limit - 1)), filter))
        : new Page<>(data, null);
  }

  private byte[] binding(String filter) {
    String owner =
        caller.administrator()
            ? "administrator"
            : caller.vendorId()
                + "|"
                + caller.tenantId().map(Object::toString).orElse("")
                + "|"
                + caller.mode().wire();
    return (owner + "|" + filter).getBytes(StandardCharsets.UTF_8);
  }

  private static Aead aead(String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret);
      if (key.length != 32) {
        throw new IllegalStateException(KEY + " must be base64 of 32 bytes");
      }
      return new AesGcmJce(key);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IllegalStateException(KEY + " must be base64 of 32 bytes", e);
    }
  }
}
