package se.sluss.kit.inbox;

import java.time.Instant;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.Topic;
import se.sluss.model.id.EventId;

/**
 * An event that came over Kafka.
 *
 * @param time when it happened, UTC
 * @param originTraceparent the trace in which the matter began, in W3C form; empty when unknown
 */
public record ReceivedEvent(
    EventId id, Instant time, DomainEvent event, String originTraceparent, Topic topic) {}
