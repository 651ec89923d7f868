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
  /** Read at the start, so that a missing or unusable file ends the process there and then. */
  @Startup
  @Produces
  @Singleton
  @DefaultBean
  Sealer sealer(
      @ConfigProperty(name = "sluss.sealing.keyset-file") Path keysetFile, InstantSource clock) {
    return new Sealer(LocalMasterKey.read(keysetFile), clock);
  }

  /** The machine's clock. A test may put another in its place. */
  @Produces
  @Singleton
  @DefaultBean
  InstantSource clock() {
    return InstantSource.system();
  }
}
