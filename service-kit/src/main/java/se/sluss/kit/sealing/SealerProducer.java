package se.sluss.kit.sealing;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Sealer;

/** The room's clock, and its sealer over the keyset in {@code sluss.sealing.keyset-file}. */
@Singleton
class SealerProducer {
  private static final String KEYSET = "sluss.sealing.keyset-file";

  /**
   * Read at the start, so that a missing or unusable file ends the process there and then.
   *
   * @param keysetFile File with the master keyset: Tink, JSON, AES256_GCM. The same in all rooms.
   */
  @Startup
  @Produces
  @Singleton
  @DefaultBean
  Sealer sealer(@ConfigProperty(name = KEYSET) Path keysetFile, InstantSource clock) {
    try {
      return new Sealer(LocalMasterKey.read(keysetFile), clock);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(KEYSET + ": " + e.getMessage(), e);
    }
  }

  /** The machine's clock. A test may put another in its place. */
  @Produces
  @Singleton
  @DefaultBean
  InstantSource clock() {
    return InstantSource.system();
  }
}
