package se.sluss.receipts.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.SealBrokenException;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.signing.SigningKeys;

/** Keys that were opened stay open in memory, and are still nobody else's and nothing older. */
class EndpointKeysTest {
  private final Owner owner = owner();
  private final WebhookEndpointId endpoint = WebhookEndpointId.next();

  @TempDir Path folder;
  private EndpointKeys keys;

  @BeforeEach
  void prepare() throws IOException {
    Path keyset = Files.writeString(folder.resolve("keyset.json"), LocalMasterKey.newKeysetJson());
    keys = new EndpointKeys(new Sealer(LocalMasterKey.read(keyset), InstantSource.system()));
  }

  @Test
  void whatWasOpenedOnceIsNotOpenedAgain() {
    SealedBytes sealed = keys.seal(owner, endpoint, keys.next(true));

    assertThat(keys.open(owner, endpoint, sealed)).isSameAs(keys.open(owner, endpoint, sealed));
  }

  @Test
  void afterARotationTheNewKeyIsOpenedAndNotTheOneThatWasOpen() {
    SigningKeys old = keys.next(true);
    SigningKeys rotated = keys.next(true);
    keys.open(owner, endpoint, keys.seal(owner, endpoint, old));

    assertThat(keys.open(owner, endpoint, keys.seal(owner, endpoint, rotated)))
        .isEqualTo(rotated)
        .isNotEqualTo(old);
  }

  @Test
  void aKeyThatIsOpenForOneIsNotOpenForAnother() {
    SealedBytes sealed = keys.seal(owner, endpoint, keys.next(true));
    keys.open(owner, endpoint, sealed);

    assertThatThrownBy(() -> keys.open(owner, WebhookEndpointId.next(), sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> keys.open(owner(), endpoint, sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  private static Owner owner() {
    return new Owner(VendorId.next(), Optional.of(TenantId.next()), Mode.TEST);
  }
}
