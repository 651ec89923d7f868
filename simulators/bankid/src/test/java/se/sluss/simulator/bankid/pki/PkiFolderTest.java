package se.sluss.simulator.bankid.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiFolderTest {
  @TempDir private Path folder;

  @Test
  void aRestartKeepsEveryKeyAndWhatWasHandedOut() throws Exception {
    SimulatorPki first = PkiFolder.open(folder);
    byte[] handedOut = Files.readAllBytes(folder.resolve("rp.p12"));

    SimulatorPki second = PkiFolder.open(folder);

    assertThat(second).isEqualTo(first);
    assertThat(Files.readAllBytes(folder.resolve("rp.p12"))).isEqualTo(handedOut);
  }

  @Test
  void whatIsHandedOutFitsTheAuthorities() throws Exception {
    SimulatorPki pki = PkiFolder.open(folder);
    char[] password = Files.readString(folder.resolve("rp.password")).toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("rp.p12"))), password);

    assertThat(store.getKey("rp", password)).isEqualTo(pki.relyingParty().key());
    assertThat(store.getCertificate("rp")).isEqualTo(pki.relyingParty().certificate());
    assertThat(pem("tls-root.pem")).isEqualTo(pki.tlsRoot().certificate());
    assertThat(pem("user-root.pem")).isEqualTo(pki.bank().root().certificate());
    assertThat(RelyingParty.of(pki.relyingParty().certificate())).isEqualTo(RelyingParty.SIMULATED);
  }

  private X509Certificate pem(String name) throws Exception {
    byte[] content = Files.readAllBytes(folder.resolve(name));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(content));
  }
}
