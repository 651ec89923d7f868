package se.sluss.launcher.embedded;

import java.nio.file.Path;

/**
 * How to run the embedded Kafka.
 *
 * @param dataFolder kept between starts
 * @param port on 127.0.0.1, for clients
 * @param controllerPort on 127.0.0.1, for the broker's own controller; may change between starts
 * @param broker what kind it is
 * @param log the broker's log
 * @param run where the pid file and the sign of readiness lie
 */
public record KafkaOptions(
    Path dataFolder, int port, int controllerPort, Broker broker, Path log, Path run) {}
