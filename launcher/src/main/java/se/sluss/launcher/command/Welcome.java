package se.sluss.launcher.command;

import java.util.ArrayList;
import java.util.List;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;

/** What a person needs to know of a running suite. */
final class Welcome {
  private Welcome() {}

  static String of(RunningSuite running, Layout layout) {
    Addresses addresses = running.addresses();
    var lines = new ArrayList<String>();
    for (Room room : Room.values()) {
      lines.add("  %-14s %s".formatted(room.roomName(), addresses.service(room)));
    }
    lines.addAll(
        List.of(
            "  %-14s https://localhost:%d, control http://127.0.0.1:%d"
                .formatted("bankid", addresses.bankid(), addresses.bankidControl()),
            "  %-14s https://localhost:%d, control http://127.0.0.1:%d"
                .formatted("authority", addresses.authority(), addresses.authorityControl()),
            "  %-14s https://%s:%d, control http://127.0.0.1:%d"
                .formatted(
                    "webhook-sink", Addresses.SINK_HOST, addresses.sink(), addresses.sinkControl()),
            "  %-14s %s, where you play the person who signs"
                .formatted("BankID app", addresses.bankidApp()),
            "  %-14s 127.0.0.1:%d".formatted("postgres", addresses.postgres()),
            "  %-14s 127.0.0.1:%d".formatted("kafka", addresses.kafka()),
            "  %-14s %s".formatted("admin key", layout.secrets().resolve("admin-key")),
            "  %-14s %s".formatted("logs", layout.logs())));
    lines.addAll(Observing.links(layout));
    return String.join(System.lineSeparator(), lines);
  }
}
