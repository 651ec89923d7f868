package se.sluss.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.testsupport.TestPersons;

class AskedTest {
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

  @Test
  void ofAConfiguredServerThePathIsToldAndNoSecret() {
    Attributes told =
        told(() -> Asked.configured(URI.create("https://me:word@bankid.test/rp/sign?key=1#part")));

    assertThat(told)
        .isEqualTo(
            Attributes.builder()
                .put("http.request.method", "POST")
                .put(SERVER, "bankid.test")
                .put("server.port", 443L)
                .put(URL, "https://bankid.test/rp/sign")
                .build());
  }

  @Test
  void ofARegisteredServerNothingBehindItsNameIsTold() {
    Attributes told =
        told(() -> Asked.registered(URI.create("https://hooks.vendor.test:8443/secret?key=1")));

    assertThat(told)
        .isEqualTo(
            Attributes.builder()
                .put("http.request.method", "POST")
                .put(SERVER, "hooks.vendor.test")
                .put("server.port", 8443L)
                .put(URL, "https://hooks.vendor.test:8443/REDACTED")
                .build());
  }

  @Test
  void ofAServerInAStrangersWordsThePortIsTold() {
    Attributes told =
        told(() -> Asked.unnamed(URI.create("https://8f3c2a.tunnel.test:8443/secret?key=1")));

    assertThat(told)
        .isEqualTo(
            Attributes.builder()
                .put("http.request.method", "POST")
                .put(SERVER, "REDACTED")
                .put("server.port", 8443L)
                .put(URL, "https://REDACTED:8443/REDACTED")
                .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://%s.vendor.test/", "https://of-%s-at.vendor.test:8443/hook"})
  void aPersonsNumberInTheNameOfAServerIsNotTold(String address) {
    String person = TestPersons.ADULTS.getFirst();
    String apart = person.substring(0, 8) + "-" + person.substring(8);

    for (String written : new String[] {person, person.substring(2), apart}) {
      Attributes told = told(() -> Asked.registered(URI.create(address.formatted(written))));

      assertThat(told.get(SERVER)).isEqualTo("REDACTED");
      assertThat(told.toString()).doesNotContain(person.substring(2), apart.substring(2));
    }
  }

  /** What a call leaves in the span that it is made in. */
  private static Attributes told(Runnable call) {
    try (SdkTracerProvider tracers = SdkTracerProvider.builder().build()) {
      Span span = tracers.get("test").spanBuilder("call").startSpan();
      try (Scope ignored = span.makeCurrent()) {
        call.run();
      }
      span.end();
      return ((ReadableSpan) span).getAttributes();
    }
  }
}
