package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.MemberBank;
import se.sluss.simulator.bankid.pki.Person;

/**
 * The simulator's packages before tools that share no line with this project: {@code xmlsec1} for
 * the signature and its chain, {@code openssl ocsp} for the response. Skipped where a tool is
 * missing and cannot be installed.
 */
class IndependentToolsIT {
  private static final MemberBank BANK = MemberBank.create();
  private static final BankIdSignatures BANKID = new BankIdSignatures(new CustomerDesk(BANK));
  private static final Person BO = new Person("199010102383", "Bo", "Björk");
  private static final Instant AT = Instant.now();

  @TempDir Path folder;

  private record Run(int exit, String told) {}

  @BeforeEach
  void authorities() throws Exception {
    pem("root.pem", BANK.root().certificate());
    pem("bank.pem", BANK.bank().certificate());
    pem("customers.pem", BANK.customers().certificate());
    pem("authorities.pem", BANK.root().certificate(), BANK.bank().certificate());
  }

  @Test
  void xmlsecVerifiesTheSignatureAndItsChain() throws Exception {
    requireTool("xmlsec1", "xmlsec1");

    Run run = xmlsec(sign());

    assertThat(run.told()).contains("OK", "SignedInfo References (ok/all): 2/2");
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Deviation.class,
      names = {
        "ALTERED_VISIBLE_TEXT",
        "FORGED_SIGNATURE_VALUE",
        "KEY_INFO_ALTERED",
        "LOOKALIKE_ROOT"
      })
  void xmlsecRefusesWhatIsForged(Deviation forged) throws Exception {
    requireTool("xmlsec1", "xmlsec1");

    assertThat(xmlsec(sign(forged)).exit()).isNotZero();
  }

  @Test
  void opensslVerifiesTheOcspResponse() throws Exception {
    requireTool("openssl", "openssl");

    Run run = openssl(sign());

    assertThat(run.told()).contains("Response verify OK", "leaf.pem: good");
    assertThat(run.exit()).isZero();
  }

  @Test
  void opensslTellsARevokedCertificateAndAStrangersResponse() throws Exception {
    requireTool("openssl", "openssl");

    assertThat(openssl(sign(Deviation.OCSP_REVOKED)).told()).contains("leaf.pem: revoked");
    assertThat(openssl(sign(Deviation.OCSP_SIGNED_BY_OTHER_KEY)).told())
        .doesNotContain("Response verify OK");
    assertThat(openssl(sign(Deviation.OCSP_RESPONDER_WITHOUT_EKU)).told())
        .doesNotContain("Response verify OK");
  }

  private static BankIdSignature sign(Deviation... deviations) {
    return BANKID.sign(
        SigningRequest.by(BO, AT)
            .visibleText("# Underskrift\n1. Uppgifterna är riktiga.")
            .format("simpleMarkdownV1")
            .nonVisible(("0f8fad5b-d9cb-469f-a165-70867728950e," + "a1".repeat(32)).getBytes(UTF_8))
            .deviating(deviations)
            .build());
  }

  private Run xmlsec(BankIdSignature made) throws Exception {
    Files.write(folder.resolve("signature.xml"), Base64.getDecoder().decode(made.signature()));
    List<String> command =
        new ArrayList<>(
            List.of(
                "xmlsec1",
                "--verify",
                "--id-attr:Id",
                "http://www.bankid.com/signature/v1.0.0/types:bankIdSignedData",
                "--id-attr:Id",
                "http://www.w3.org/2000/09/xmldsig#:KeyInfo",
                "--trusted-pem",
                "root.pem",
                "--untrusted-pem",
                "bank.pem",
                "--untrusted-pem",
                "customers.pem",
                "--enabled-key-data",
                "x509",
                "--verification-time",
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withZone(ZoneOffset.UTC)
                    .format(AT)));
    command.add("signature.xml");
    return run(command);
  }

  private Run openssl(BankIdSignature made) throws Exception {
    Files.write(folder.resolve("ocsp.der"), Base64.getDecoder().decode(made.ocspResponse()));
    pem("leaf.pem", made.leaf());
    // The response has no next update; how old it may be is a matter of the order, not of openssl.
    return run(
        List.of(
            "openssl",
            "ocsp",
            "-respin",
            "ocsp.der",
            "-issuer",
            "customers.pem",
            "-cert",
            "leaf.pem",
            "-CAfile",
            "authorities.pem",
            "-verify_other",
            "customers.pem",
            // BankID binds its nonce to the signature; there was no request to compare it with.
            "-no_nonce",
            "-validity_period",
            "86400"));
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    return run(folder, command);
  }

  private static Run run(Path where, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder tool = new ProcessBuilder(command).redirectErrorStream(true);
    tool.directory(where.toFile());
    Process process = tool.start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ended", command.getFirst()).isTrue();
    return new Run(process.exitValue(), told);
  }

  /** There, or installed as root by Debian's own tool; else skipped with the reason, or failed. */
  private void requireTool(String tool, String debianPackage)
      throws IOException, InterruptedException {
    if (!isThere(tool) && isThere("apt-get") && "root".equals(System.getProperty("user.name"))) {
      run(folder, List.of("apt-get", "install", "-y", debianPackage));
    }
    String missing = tool + " is not installed and cannot be installed here";
    if ("required".equals(System.getenv("SLUSS_TEST_TOOLS"))) {
      assertThat(isThere(tool)).as(missing).isTrue();
    }
    assumeTrue(isThere(tool), missing);
  }

  private boolean isThere(String tool) throws InterruptedException {
    try {
      return run(folder, List.of(tool, tool.equals("openssl") ? "version" : "--version")).exit()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void pem(String file, X509Certificate... certificates)
      throws IOException, CertificateEncodingException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate one : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(one.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Files.writeString(folder.resolve(file), pem);
  }
}
