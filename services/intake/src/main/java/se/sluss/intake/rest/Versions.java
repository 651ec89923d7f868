package se.sluss.intake.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Settings;
import se.sluss.intake.directory.Versioned;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;

/** Lets nobody overwrite what somebody else has changed meanwhile. */
@RequestScoped
public class Versions {
  private static final int NOT_MODIFIED = Response.Status.NOT_MODIFIED.getStatusCode();

  private final HttpHeaders headers;
  private final Request request;
  private final Transactions transactions;

  public Versions(HttpHeaders headers, Request request, Transactions transactions) {
    this.headers = headers;
    this.request = request;
    this.transactions = transactions;
  }

  /** What is there now, under its version. */
  static <T extends Versioned> Response answer(T present, Function<T, ?> body) {
    return Response.ok(body.apply(present)).tag(tag(present.version())).build();
  }

  /** As {@link #answer}, for whoever reads; nothing again for whoever has it. */
  <T extends Versioned> Response shown(T present, Function<T, ?> body) {
    return unchanged(tag(present.version()))
        .map(Response.ResponseBuilder::build)
        .orElseGet(() -> answer(present, body));
  }

  /** What to answer whoever reads and has what is under this tag, also if it was made weak. */
  Optional<Response.ResponseBuilder> unchanged(EntityTag tag) {
    return headers.getHeaderString(HttpHeaders.IF_NONE_MATCH) == null
        ? Optional.empty()
        : Stream.of(tag, new EntityTag(tag.getValue(), true))
            .map(request::evaluatePreconditions)
            .filter(Objects::nonNull)
            .filter(answer -> answer.clone().build().getStatus() == NOT_MODIFIED)
            .findFirst()
            .map(answer -> answer.tag(tag));
  }

  /**
   * All settings anew.
   *
   * @param locked what they are set for, kept from others until the transaction ends
   */
  <T extends Versioned> T set(
      @Nullable SettingsBody body, Supplier<Optional<T>> locked, BiFunction<T, Settings, T> set) {
    var faults = new RequestFaults();
    Settings settings = RequestFaults.body(body).read(faults);
    faults.refuseAny();
    return transactions.asSystem(
        () -> {
          T present = locked.get().orElseThrow(Problem::notFound);
          require(present.version());
          return set.apply(present, settings);
        });
  }

  private static EntityTag tag(int version) {
    return new EntityTag(Integer.toString(version));
  }

  /**
   * Goes on only when the request names the present version.
   *
   * @throws Problem {@code precondition-required} or {@code precondition-failed}
   */
  private void require(int present) {
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you read as If-Match.");
    }
    if (request.evaluatePreconditions(tag(present)) != null) {
      throw Problem.of(ProblemType.PRECONDITION_FAILED, "Read it again, and change what is there.");
    }
  }
}
