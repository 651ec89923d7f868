package se.sluss.kit.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import se.sluss.model.event.Topic;

/** Makes the topics that are not there yet. Where the operator makes them, this changes nothing. */
@ApplicationScoped
public class Topics {
  /** The largest record: the largest document, sealed, in base64, with room to spare. */
  static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(Topics.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final int partitions;
  private final Duration retention;

  /**
   * @param partitions Partitions of topics that the room makes itself.
   * @param retention Retention of topics that the room makes itself; the longest that a room may be
   *     down.
   */
  public Topics(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "sluss.kafka.partitions", defaultValue = "6") int partitions,
      @ConfigProperty(name = "sluss.kafka.retention", defaultValue = "P7D") Duration retention) {
    this.kafka = kafka;
    this.partitions = partitions;
    this.retention = retention;
  }

  /** Makes every room's topic; false when the broker did not let us or did not answer. */
  boolean ensureAll() {
    return ensure(List.of(Topic.values()).stream().map(Topic::topicName).toList());
  }

  /** Makes topics; false when the broker did not let us or did not answer. */
  public boolean ensure(Collection<String> names) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(config)) {
      Map<String, KafkaFuture<Void>> made =
          admin.createTopics(names.stream().map(this::topic).toList()).values();
      boolean all = true;
      for (KafkaFuture<Void> one : made.values()) {
        all &= await(one);
      }
      return all;
    } catch (KafkaException e) {
      LOG.warn("Topics could not be made, the broker is not reachable");
      return false;
    }
  }

  private static boolean await(KafkaFuture<Void> made) {
    try {
      made.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof TopicExistsException;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                "retention.ms", Long.toString(retention.toMillis()),
                "max.message.bytes", Integer.toString(MAX_RECORD_BYTES)));
  }
}
