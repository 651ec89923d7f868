package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.system.actor.Door;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TraceCollector.Received;

/**
 * What a running suite traces is found by what people know: a submission, an identifier of the
 * authority.
 */
@OnRunningSluss
@Order(91)
class TracesE2E {
  private static final String TX = "sluss.authority.tx.id";
  private static final String SUBMISSION = "sluss.submission.id";

  private final RunningSluss sluss;
  private WalkedRoad road;

  TracesE2E(RunningSluss sluss) {
    this.sluss = sluss;
  }

  @BeforeAll
  void walk() {
    road = WalkedRoad.walk(sluss, "Traced");
  }

  @Test
  void oneTraceGoesThroughAllRooms() {
    Door.await(
        () ->
            assertThat(
                    spans(SUBMISSION, road.received()).stream()
                        .collect(
                            Collectors.groupingBy(
                                Received::traceId,
                                Collectors.mapping(Received::service, Collectors.toSet())))
                        .values())
                .anyMatch(
                    rooms ->
                        rooms.containsAll(Set.of("intake", "signing", "submitter", "receipts"))));
  }

  @Test
  void theAuthoritysIdentifierLeadsToTheSubmission() {
    assertThat(road.txId()).isNotEmpty();
    Door.await(
        () ->
            assertThat(spans(TX, road.txId()))
                .isNotEmpty()
                .allSatisfy(
                    span -> assertThat(span.attribute(SUBMISSION)).isEqualTo(road.received())));
  }

  @Test
  void aSigningThatFailedIsFoundByEachSubmission() {
    Door.await(
        () -> {
          assertThat(failures(road.unsignedTwice()))
              .as("alone, and together with another")
              .hasSize(2);
          assertThat(failures(road.unsigned())).hasSize(1);
        });
    for (String each : List.of(road.unsigned(), road.unsignedTwice())) {
      Door.await(
          () ->
              assertThat(sluss.traces().logs())
                  .filteredOn(line -> line.text().contains(each))
                  .extracting(line -> line.text())
                  .anyMatch(text -> text.startsWith("A signing order ended without a signature"))
                  .anyMatch(text -> text.contains("type=signing_order.failed")));
    }
  }

  /** The traces that a search for the submission leads to and in which an order failed. */
  private Set<String> failures(String submission) {
    return spans(SUBMISSION, submission).stream()
        .map(Received::traceId)
        .filter(
            trace ->
                sluss.traces().trace(trace).stream()
                    .anyMatch(
                        span -> span.attribute("sluss.event.type").equals("signing_order.failed")))
        .collect(Collectors.toSet());
  }

  @Test
  void callsToOthersAreTheirClientsAndSayWhenTheyFail() {
    Door.await(
        () -> {
          assertThat(calls("authority call", road.received()))
              .anyMatch(span -> !failed(span) && span.attribute("error.type").isEmpty());
          assertThat(calls("authority call", road.refused()))
              .anyMatch(
                  span -> failed(span) && span.attribute("error.type").equals("XML_VALIDATION"));
          assertThat(calls("bankid sign", road.received()))
              .hasSize(1)
              .noneMatch(span -> failed(span));
          assertThat(calls("bankid collect", road.received()))
              .as("of the many that find the person at it, none")
              .hasSize(1)
              .noneMatch(span -> failed(span));
          assertThat(calls("deliver webhook", road.received())).anyMatch(span -> !failed(span));
          assertThat(sluss.traces().spans())
              .filteredOn(span -> span.span().getName().equals("deliver webhook"))
              .anyMatch(span -> failed(span) && span.attribute("error.type").equals("503"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "authority call, REDACTED",
    "bankid sign, sign",
    "bankid collect, collect",
    "deliver webhook, REDACTED",
  })
  void aCallSaysWhatWasAskedOfWhomAndNoMore(String name, String lastPart) {
    Door.await(
        () ->
            assertThat(calls(name, road.received()))
                .isNotEmpty()
                .allSatisfy(
                    span -> {
                      assertThat(span.attribute("http.request.method")).isEqualTo("POST");
                      assertThat(number(span, "http.response.status_code")).isPositive();
                      assertThat(span.attribute("server.address")).isNotEmpty();
                      assertThat(number(span, "server.port")).isPositive();
                      assertThat(span.attribute("url.full"))
                          .startsWith("https://" + span.attribute("server.address") + ":")
                          .contains(":" + number(span, "server.port") + "/")
                          .endsWith("/" + lastPart);
                    }));
  }

  /** Its host is a vendor's own words, and often all that one has to know to write to it. */
  @Test
  void anEndpointIsToldByItsIdentifierAndNotByItsName() {
    Door.await(
        () ->
            assertThat(calls("deliver webhook", road.received()))
                .isNotEmpty()
                .allSatisfy(
                    span -> {
                      assertThat(span.attribute("server.address")).isEqualTo("REDACTED");
                      assertThat(span.attribute("sluss.endpoint.id")).startsWith("whe_");
                    }));
    Door.await(
        () ->
            assertThat(calls("authority call", road.received()))
                .isNotEmpty()
                .allSatisfy(
                    span -> assertThat(span.attribute("server.address")).isNotEqualTo("REDACTED")));
  }

  private List<Received> calls(String name, String submission) {
    return spans(SUBMISSION, submission).stream()
        .filter(span -> span.span().getName().equals(name))
        .filter(span -> span.span().getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
        .toList();
  }

  private static boolean failed(Received span) {
    return span.span().getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  private List<Received> spans(String attribute, String value) {
    return sluss.traces().spans().stream()
        .filter(span -> span.attribute(attribute).equals(value))
        .toList();
  }

  private static long number(Received span, String key) {
    return span.span().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .mapToLong(attribute -> attribute.getValue().getIntValue())
        .findFirst()
        .orElse(0);
  }
}
