package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** A connection that was asked for and found usable. Never printed. */
public final class NewConnection {
  private final ConnectionForm.Checked checked;
  private final byte[] keyStore;
  private final String keyStorePassword;

  NewConnection(ConnectionForm.Checked checked, byte[] keyStore, String keyStorePassword) {
    this.checked = checked;
    this.keyStore = keyStore.clone();
    this.keyStorePassword = keyStorePassword;
  }

  VendorId vendor() {
    return checked.vendor();
  }

  Service service() {
    return checked.service();
  }

  Mode mode() {
    return checked.mode();
  }

  URI address() {
    return checked.address();
  }

  String productType() {
    return checked.productType();
  }

  Duration agreedInterval() {
    return checked.agreedInterval();
  }

  Duration guard() {
    return checked.guard();
  }

  String trustedCertificates() {
    return checked.trustedCertificates();
  }

  Instant certificateExpiresAt() {
    return checked.certificateExpiresAt();
  }

  Optional<ShsSettings> shs() {
    return checked.shs();
  }

  byte[] keyStore() {
    return keyStore.clone();
  }

  String keyStorePassword() {
    return keyStorePassword;
  }
}
