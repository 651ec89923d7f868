package se.sluss.submitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import se.sluss.simulator.authority.AuthoritySimulator;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** The simulated authority of this JVM, and people who sign for it. */
final class Authority {
  static final Duration INTERVAL = Duration.ofMillis(200);

  private static final BankIdSignatures PEOPLE = BankIdSignatures.inMemory();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Authority RUNNING = new Authority();

  private final AuthoritySimulator simulator;
  private final Path pki;

  private Authority() {
    try {
      pki = Files.createTempDirectory("sluss-authority-");
      Path root = pki.resolve("user-root.pem");
      Files.writeString(root, pem(PEOPLE.userRoot()));
      simulator =
          new AuthoritySimulator(
              new AuthoritySimulator.Settings(0, 0, pki, root, INTERVAL, null),
              InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Authority running() {
    return RUNNING;
  }

  String address(String productType) {
    return "https://localhost:" + simulator.port() + "/shs2/" + productType;
  }

  /** The receive service for SHS. */
  String shsAddress() {
    return "https://localhost:" + simulator.port() + "/shs/rs";
  }

  /** Enters a sender with its product and agreement in the node's directory. */
  void enterForShs(String participant) {
    call("POST", "/shs", participant);
  }

  /** The raw bytes of the document that came with a call. */
  byte[] document(JsonNode entry) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/ledger/%s/document"
                        .formatted(simulator.controlPort(), entry.path("sequence").asText())))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String trusted() {
    return pem(simulator.serverAuthority());
  }

  /** A key store with the members {@code keyStore} and {@code password}. */
  JsonNode certificate(String commonName) {
    return call("POST", "/certificates", "{\"commonName\":\"" + commonName + "\"}");
  }

  /** The next so many calls of this client meet a fault; more as members of the JSON object. */
  void fault(String commonName, String kind, int times, String more) {
    call(
        "POST",
        "/faults",
        "{\"kind\":\"%s\",\"times\":%d,\"clientCn\":\"%s\"%s}"
            .formatted(kind, times, commonName, more));
  }

  /** From now on the server shows another certificate, as the members of the JSON object say. */
  void showAs(String wish) {
    call("PUT", "/server", wish);
  }

  /** It shows the certificate that it began with. */
  void showAsBefore() {
    call("DELETE", "/server", null);
  }

  /** Calls of this client, in the order of their arrival. */
  List<JsonNode> calls(String commonName) {
    List<JsonNode> calls = new ArrayList<>();
    call("GET", "/ledger", null)
        .forEach(
            entry -> {
              if (entry.path("client").asText().contains(commonName)) {
                calls.add(entry);
              }
            });
    return calls;
  }

  boolean shutOff(String commonName) {
    return call("GET", "/summary", null).path("shutOff").toString().contains(commonName);
  }

  static BankIdSignature signature(String personalNumber, String entry) {
    return PEOPLE.sign(
        SigningRequest.by(Person.unnamed(personalNumber), Instant.now())
            .nonVisible(entry.getBytes(StandardCharsets.UTF_8))
            .build());
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(response.body());
      }
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
