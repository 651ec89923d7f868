package se.sluss.model.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.model.id.TenantId;

class SealerTest {
  private static final byte[] PLAIN = "Tolvan, 199001012385".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final TenantId tenant = TenantId.next();
  private Path keyset;
  private Sealer sealer;

  @BeforeEach
  void makeKeyset() throws IOException {
    keyset = Files.writeString(folder.resolve("keyset.json"), LocalMasterKey.newKeysetJson());
    sealer = new Sealer(LocalMasterKey.read(keyset), InstantSource.system());
  }

  @Test
  void anotherRoomWithTheMasterKeyOpensIt() {
    SealedBytes sealed = sealer.seal(tenant, "sub_1", Purpose.DOCUMENT, PLAIN);
    Sealer otherRoom = new Sealer(LocalMasterKey.read(keyset), InstantSource.system());

    assertThat(otherRoom.open(tenant, "sub_1", Purpose.DOCUMENT, sealed)).isEqualTo(PLAIN);
  }

  @Test
  void holdsNothingReadable() {
    SealedBytes sealed = sealer.seal(tenant, "sub_1", Purpose.DOCUMENT, PLAIN);

    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Tolvan")
        .doesNotContain("1990");
    assertThat(sealed.toString()).startsWith("SealedBytes[");
  }

  @Test
  void isBoundToTenantSubjectAndPurpose() {
    SealedBytes sealed = sealer.seal(tenant, "sub_1", Purpose.DOCUMENT, PLAIN);

    assertThatThrownBy(() -> sealer.open(TenantId.next(), "sub_1", Purpose.DOCUMENT, sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> sealer.open(tenant, "sub_2", Purpose.DOCUMENT, sealed))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> sealer.open(tenant, "sub_1", Purpose.SIGNATURES, sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void anyFlippedByteIsNoticed() {
    byte[] sealed = sealer.seal(tenant, "sub_1", Purpose.DOCUMENT, PLAIN).bytes();

    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      // The master key's name in the header is a hint for its holder; all else is authenticated.
      if (i >= 4 && i < 4 + 2 + LocalMasterKey.read(keyset).primaryKeyId().length()) {
        continue;
      }
      assertThatThrownBy(
              () -> sealer.open(tenant, "sub_1", Purpose.DOCUMENT, SealedBytes.of(altered)))
          .as("byte %d", i)
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void anotherMasterKeyOpensNothing() throws IOException {
    SealedBytes sealed = sealer.seal(tenant, "sub_1", Purpose.DOCUMENT, PLAIN);
    Path other = Files.writeString(folder.resolve("other.json"), LocalMasterKey.newKeysetJson());
    Sealer stranger = new Sealer(LocalMasterKey.read(other), InstantSource.system());

    assertThatThrownBy(() -> stranger.open(tenant, "sub_1", Purpose.DOCUMENT, sealed))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void aMissingKeysetIsNamed() {
    assertThatThrownBy(() -> LocalMasterKey.read(folder.resolve("none.json")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none.json");
  }
}
