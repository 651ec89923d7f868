package se.sluss.system.actor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The authority as it tells of itself: its ledger of calls, its own measurement of pace. */
public final class Authority {
  private final Door control;

  public Authority(Door control) {
    this.control = control;
  }

  /**
   * One call as the authority saw it.
   *
   * @param requestSha256 of everything that came, whatever the protocol
   * @param documentId empty when the call was not read far enough
   * @param txId empty when the document was not taken
   * @param headers names of the headers that came, lower case
   */
  public record Call(
      long number,
      String client,
      Instant arrivedAt,
      long arrivalNanos,
      Set<String> headers,
      String path,
      String requestSha256,
      String outcome,
      String documentId,
      String sha256,
      String txId,
      boolean resend,
      boolean answered) {

    private static Call of(JsonNode entry) {
      var headers = new ArrayList<String>();
      entry.path("headers").forEach(name -> headers.add(name.asText()));
      return new Call(
          entry.path("sequence").asLong(),
          entry.path("client").asText(),
          Instant.parse(entry.path("arrivedAt").asText()),
          entry.path("arrivalNanos").asLong(),
          Set.copyOf(headers),
          entry.path("path").asText(),
          entry.path("requestSha256").asText(),
          entry.path("outcome").asText(),
          entry.path("documentId").asText(""),
          entry.path("documentSha256").asText(""),
          entry.path("txId").asText(""),
          entry.path("resend").asBoolean(),
          entry.path("answered").asBoolean());
    }

    public boolean accepted() {
      return outcome.equals("ACCEPTED");
    }
  }

  /** The calls of a client, in the order in which they came. */
  public List<Call> callsOf(String client) {
    var calls = new ArrayList<Call>();
    control.get("/ledger").orFail().json().forEach(entry -> calls.add(Call.of(entry)));
    return calls.stream().filter(call -> call.client().equals(client)).toList();
  }

  /** The calls of a client with that document. */
  public List<Call> callsOf(String client, String documentId) {
    return callsOf(client).stream().filter(call -> call.documentId().equals(documentId)).toList();
  }

  /** The bytes of the document that came with a call. */
  public byte[] documentOf(Call call) {
    return control.get("/ledger/" + call.number() + "/document").orFail().bytes();
  }

  /** The shortest time between two calls of the client, in milliseconds, as measured there. */
  public OptionalDouble smallestGapMillis(String client) {
    JsonNode gap = summary().path("smallestGapByClient").path(client);
    return gap.isNumber() ? OptionalDouble.of(gap.asDouble()) : OptionalDouble.empty();
  }

  /** Whether the authority has shut the client off. */
  public boolean hasShutOff(String client) {
    for (JsonNode name : summary().path("shutOff")) {
      if (name.asText().equals(client)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode summary() {
    return control.get("/summary").orFail().json();
  }

  /** The client's next call goes wrong in that way. */
  public void arm(String client, String kind) {
    control.post("/faults", Map.of("kind", kind, "clientCn", client)).orFail();
  }

  /** The client's next call is answered with that HTTP status. */
  public void answer(String client, int status) {
    control
        .post("/faults", Map.of("kind", "http-status", "clientCn", client, "status", status))
        .orFail();
  }

  /** The client's next call is dealt with as usual, and its answer comes so much later. */
  public void delay(String client, Duration answer) {
    control
        .post("/faults", Map.of("kind", "latency", "clientCn", client, "millis", answer.toMillis()))
        .orFail();
  }

  /** Enters in the SHS node's directory who may send what to whom. */
  void enterForShs(Map<String, ?> participant) {
    control.post("/shs", participant).orFail();
  }

  /** From now on takes documents of one more version of the time report. */
  public void takeTimeReports(byte[] xsd) {
    control
        .post("/schemas", Map.of("product", "ELT", "xsd", Base64.getEncoder().encodeToString(xsd)))
        .orFail();
  }

  /** Issues a client certificate: {@code keyStore} in base64, and its {@code password}. */
  JsonNode certificate(String commonName) {
    return certificate(commonName, Duration.ofDays(730));
  }

  /** The same for so long. */
  public JsonNode certificate(String commonName, Duration lifetime) {
    return control
        .post("/certificates", Map.of("commonName", commonName, "lifetime", lifetime.toString()))
        .orFail()
        .json();
  }
}
