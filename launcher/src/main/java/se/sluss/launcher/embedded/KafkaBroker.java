package se.sluss.launcher.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The broker's own process: broker and controller in one node, on 127.0.0.1. Arguments: data
 * folder, port, controller port, {@code true} for a flush per record, and the file to write when it
 * is ready. It ends in order on SIGTERM.
 */
public final class KafkaBroker {
  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  // Kept, or its level would be lost with it.
  private static final Logger ROOT = Logger.getLogger("");

  private KafkaBroker() {}

  /** Starts the broker and makes the topics. */
  public static void main(String[] args) throws Exception {
    ROOT.setLevel(Level.WARNING);
    Path data = Path.of(args[0]);
    String port = args[1];
    format(data);
    var server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(
                properties(data, port, args[2], Boolean.parseBoolean(args[3])), false),
            Time.SYSTEM);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      server.shutdown();
                      server.awaitShutdown();
                    }));
    server.startup();
    makeTopics("127.0.0.1:" + port);
    Files.writeString(Path.of(args[4]), Long.toString(ProcessHandle.current().pid()));
    server.awaitShutdown();
  }

  private static void format(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    var formatter = new Formatter();
    formatter
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction());
    formatter.run();
  }

  private static Properties properties(
      Path data, String port, String controllerPort, boolean durable) {
    var p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", data.toString());
    p.put("auto.create.topics.enable", "false");
    p.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    p.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    p.put("socket.request.max.bytes", Integer.toString(4 * MAX_MESSAGE_BYTES));
    // A suite that was down for weeks finds every event and its own place among them again.
    p.put("log.retention.ms", "-1");
    p.put("offsets.retention.minutes", Integer.toString(10 * 365 * 24 * 60));
    if (durable) {
      p.put("log.flush.interval.messages", "1");
    }
    for (String internal : List.of("offsets.topic", "transaction.state.log")) {
      p.put(internal + ".num.partitions", "1");
      p.put(internal + ".replication.factor", "1");
    }
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // How long a killed broker's next start waits for its own former registration to expire.
    p.put("broker.session.timeout.ms", "3000");
    p.put("broker.heartbeat.interval.ms", "500");
    p.put("group.consumer.min.session.timeout.ms", "6000");
    p.put("log.cleaner.dedupe.buffer.size", "2097152");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    return p;
  }

  private static void makeTopics(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Set<String> present = admin.listTopics().names().get();
      var missing = new ArrayList<NewTopic>();
      for (Room room : Room.values()) {
        add(missing, present, KafkaTopics.of(room), KafkaTopics.PARTITIONS);
      }
      for (String deadLetters : KafkaTopics.allDeadLetters()) {
        add(missing, present, deadLetters, 1);
      }
      admin.createTopics(missing).all().get();
    }
  }

  private static void add(List<NewTopic> to, Set<String> present, String name, int partitions) {
    if (!present.contains(name)) {
      to.add(new NewTopic(name, partitions, (short) 1));
    }
  }
}
