package se.sluss.receipts.support;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import se.sluss.receipts.webhook.WebhookConfig;

/** The webhooks' configuration without a running room. */
public final class WebhookConfigs {
  private WebhookConfigs() {}

  /** The mapping with these keys below its prefix. */
  public static WebhookConfig with(Map<String, String> keys) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(WebhookConfig.class);
    keys.forEach((key, value) -> builder.withDefaultValue("sluss.receipts.webhook." + key, value));
    return builder.build().getConfigMapping(WebhookConfig.class);
  }
}
