package se.sluss.receipts.webhook.delivery;

import java.util.Optional;

/** Which deliveries are asked for; what is absent excludes none. */
public record DeliveryFilter(Optional<DeliveryStatus> status, Optional<String> eventType) {}
