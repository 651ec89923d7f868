package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;

class SimulatedAppTest {
  private static final String APP = "http://localhost:8452/app";

  @Test
  void nobodyWhoSignsInLiveIsLedToTheSimulatorsApp() {
    PageConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(PageConfig.class)
            .withDefaultValue("sluss.signing.page.base-url", "https://sign.example.se")
            .withDefaultValue("sluss.signing.page.app-url", APP)
            .build()
            .getConfigMapping(PageConfig.class);

    assertThat(PageOrders.simulator(config, Mode.TEST)).contains(URI.create(APP));
    assertThat(PageOrders.simulator(config, Mode.LIVE)).isEmpty();
  }
}
