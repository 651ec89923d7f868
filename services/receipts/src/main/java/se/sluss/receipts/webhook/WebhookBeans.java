package se.sluss.receipts.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import se.sluss.receipts.webhook.address.AddressRules;
import se.sluss.receipts.webhook.address.Cidr;
import se.sluss.receipts.webhook.address.NameLookup;
import se.sluss.receipts.webhook.address.TargetCheck;
import se.sluss.receipts.webhook.delivery.RetryPolicy;
import se.sluss.receipts.webhook.delivery.RetrySchedule;

/** Makes the rules out of the configuration. */
final class WebhookBeans {
  @Produces
  @Singleton
  TargetCheck targetCheck(NameLookup names, WebhookConfig config) {
    AddressRules rules =
        new AddressRules(ranges(config.allowedCidrs()), ranges(config.refusedCidrs()));
    return new TargetCheck(names, rules, config.allowedPorts());
  }

  @Produces
  @Singleton
  RetryPolicy retryPolicy(WebhookConfig config) {
    return new RetryPolicy(
        new RetrySchedule(config.schedule()),
        config.overloadDelay(),
        RandomGenerator.of("L64X128MixRandom"));
  }

  private static List<Cidr> ranges(Optional<List<String>> texts) {
    return texts.orElse(List.of()).stream().map(Cidr::of).toList();
  }
}
