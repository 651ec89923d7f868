package se.sluss.launcher.suite;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.PortBlock;
import se.sluss.launcher.process.Ports;

/** The TCP ports of one suite, all on 127.0.0.1. */
public record Addresses(
    int intake,
    int signing,
    int submitter,
    int receipts,
    int postgres,
    int kafka,
    int kafkaController,
    int bankid,
    int bankidControl,
    int authority,
    int authorityControl,
    int sink,
    int sinkControl) {

  /** The name that the webhook sink's certificate is for, known to the receipts service alone. */
  public static final String SINK_HOST = "sink.webhooks.test";

  private static final List<Integer> USUAL_OFFSETS =
      List.of(1, 2, 3, 4, 32, 92, 93, 51, 52, 61, 62, 71, 72);

  /** The documented ports of the block, each replaced by a free one near it when it is taken. */
  static Addresses usual(PortBlock block) {
    return of(Ports.nearest(USUAL_OFFSETS.stream().map(o -> block.base() + o).toList()));
  }

  /** The first ports of the block, each replaced by a free one when it is taken. */
  static Addresses inRow(PortBlock block) {
    return of(
        Ports.nearest(
            IntStream.rangeClosed(1, USUAL_OFFSETS.size())
                .mapToObj(o -> block.base() + o)
                .toList()));
  }

  private static Addresses of(List<Integer> p) {
    return new Addresses(
        p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), p.get(8),
        p.get(9), p.get(10), p.get(11), p.get(12));
  }

  /** Sentences on ports that are not the usual ones, for people. */
  public List<String> moved() {
    var sentences = new ArrayList<String>();
    for (Room room : Room.values()) {
      if (port(room) != room.defaultPort()) {
        sentences.add(
            "Port %d is taken: %s answers on %d."
                .formatted(room.defaultPort(), room.roomName(), port(room)));
      }
    }
    return sentences;
  }

  /** The port of a room's service. */
  public int port(Room room) {
    return switch (room) {
      case INTAKE -> intake;
      case SIGNING -> signing;
      case SUBMITTER -> submitter;
      case RECEIPTS -> receipts;
    };
  }

  /** The address of a room's service. */
  public URI service(Room room) {
    return URI.create("http://127.0.0.1:" + port(room));
  }

  /** The BankID simulator's control door. */
  public URI bankidControlUri() {
    return URI.create("http://127.0.0.1:" + bankidControl);
  }

  /** Where one plays the person with the BankID app. */
  public URI bankidApp() {
    return bankidControlUri().resolve("/app");
  }

  /** The authority simulator's control door. */
  public URI authorityControlUri() {
    return URI.create("http://127.0.0.1:" + authorityControl);
  }

  /** The webhook sink's control door. */
  public URI sinkControlUri() {
    return URI.create("http://127.0.0.1:" + sinkControl);
  }
}
