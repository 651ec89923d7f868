package se.sluss.bench.webhooks;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** The webhooks' phases. */
public final class WebhookPhases {
  public static final List<Phase> ALL = List.of(new Rate(), new Hanging());

  private WebhookPhases() {}
}
