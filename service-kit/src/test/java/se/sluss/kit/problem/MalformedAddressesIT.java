package se.sluss.kit.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.TestPersons;

/**
 * Addresses as programs send them that do not encode: nothing of Sluss sees them, no log tells
 * them.
 */
@KitTest
class MalformedAddressesIT {
  @Inject Callers callers;
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(words(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private String key;

  @BeforeEach
  void register() {
    key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void listenNoMore() {
    Logger.getLogger("").removeHandler(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?note=50%+PERSON",
        "?note=PERSON%zz",
        "?note=PERSON%",
        "?note=PERSON|x",
        "?note=PERSON{x}",
        "?note=PERSON^",
        "?note=PERSON\"",
        "/PERSON|x"
      })
  void areRefusedWhateverTheMethod(String rest) throws IOException {
    String address = "/v1/probes" + rest.replace("PERSON", TestPersons.ASSISTED);
    for (String method : List.of("GET", "POST", "DELETE")) {
      assertThat(answer(method, address))
          .startsWith("HTTP/1.1 400 ")
          .doesNotContain(TestPersons.ASSISTED);
    }

    assertThat(logged).noneMatch(line -> line.contains(TestPersons.ASSISTED));
  }

  private String answer(String method, String address) throws IOException {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      connection.setSoTimeout(30_000);
      connection
          .getOutputStream()
          .write(
              """
              %s %s HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              Idempotency-Key: malformed\r
              Content-Length: 0\r
              Connection: close\r
              \r
              """
                  .formatted(method, address, key)
                  .getBytes(ISO_8859_1));
      return new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String words(LogRecord line) {
    StringWriter words = new StringWriter();
    words.append(String.valueOf(line.getMessage()));
    if (line.getParameters() != null) {
      words.append(List.of(line.getParameters()).toString());
    }
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(words));
    }
    return words.toString();
  }
}
