package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.onboarding.AskForTest;
import se.sluss.submitter.onboarding.AskForTest.Asked;
import se.sluss.submitter.onboarding.ConnectionTests;

/** Tests of connections in test mode: asked for, and what came of them. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionTestsResource {
  private static final int MOST = 100;

  private final AskForTest askForTest;
  private final ConnectionTests tests;
  private final Connections connections;
  private final Idempotency idempotency;
  private final CallersTransactions callers;

  ConnectionTestsResource(
      AskForTest askForTest,
      ConnectionTests tests,
      Connections connections,
      Idempotency idempotency,
      CallersTransactions callers) {
    this.askForTest = askForTest;
    this.tests = tests;
    this.connections = connections;
    this.idempotency = idempotency;
    this.callers = callers;
  }

  /** Opens a test, and answers with the document to hand in. */
  @POST
  @Path("/{id}/tests")
  @Administrator
  @Scope("connections:write")
  public Response ask(@PathParam("id") String id, @Nullable ConnectionTestForm form) {
    ConnectionId connection = LanesResource.known(id);
    return idempotency.once(
        () -> {
          Connection known = connections.find(connection).orElseThrow(Problem::notFound);
          ConnectionTestForm.Checked asked = ConnectionTestForm.check(form);
          return answer(askForTest.ask(known, asked.version(), asked.provider()));
        });
  }

  private static Response answer(Asked asked) {
    return switch (asked) {
      case Asked.Open(var test, var xml) ->
          Response.created(
                  URI.create("/v1/connections/" + test.connection() + "/tests/" + test.id()))
              .entity(ConnectionTestAnswer.of(test, xml))
              .build();
      case Asked.NotInLiveMode _ ->
          throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "Only connections in test mode are tested; this one is live.");
      case Asked.NotActive _ ->
          throw Problem.of(ProblemType.STATE_CONFLICT, "The connection is not active any more.");
      case Asked.NoSuchVersion _ ->
          throw Problem.of(ProblemType.VALIDATION_FAILED, "Name a version that there is.")
              .withError("#/interfaceVersion", "unknown", "there is no such version");
      case Asked.DoesNotFit(var missing) ->
          throw Problem.of(
              ProblemType.STATE_CONFLICT,
              "The bundled test document does not fit this version: put "
                  + missing
                  + " into the folder of sluss.submitter.onboarding.content-folder.");
      case Asked.TooMany(var most, var againAt, var wait) ->
          throw Problem.of(
                  ProblemType.QUOTA_EXCEEDED,
                  "The authority's test environment is for connection tests alone: %d in 24 hours."
                          .formatted(most)
                      + " The next one may be asked for at "
                      + againAt
                      + ".")
              .withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds() + 1)));
    };
  }

  @GET
  @Path("/{id}/tests")
  @Administrator
  @Scope("connections:read")
  public Page<ConnectionTestAnswer> list(@PathParam("id") String id) {
    ConnectionId connection = LanesResource.known(id);
    return callers.run(
        () ->
            connections
                .find(connection)
                .map(known -> tests.list(known.id(), MOST))
                .map(
                    all ->
                        new Page<>(
                            all.stream().map(test -> ConnectionTestAnswer.of(test, null)).toList(),
                            null))
                .orElseThrow(Problem::notFound));
  }

  @GET
  @Path("/{id}/tests/{testId}")
  @Administrator
  @Scope("connections:read")
  public ConnectionTestAnswer get(@PathParam("id") String id, @PathParam("testId") String testId) {
    ConnectionId connection = LanesResource.known(id);
    return ConnectionTestId.parse(testId)
        .flatMap(test -> callers.run(() -> tests.find(connection, test)))
        .map(test -> ConnectionTestAnswer.of(test, null))
        .orElseThrow(Problem::notFound);
  }
}
