package se.sluss.launcher.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Shows the submissions: redrawn in place on a terminal, a line per change elsewhere. */
final class Board {
  private final PrintWriter out;
  private final int height;
  private final Map<String, String> lastTold = new HashMap<>();
  private final Queue<String> notes = new ConcurrentLinkedQueue<>();
  private int drawn;

  /**
   * @param height lines of the terminal; 0 where there is none
   */
  Board(PrintWriter out, int height) {
    this.out = out;
    this.height = height;
  }

  /** A sentence to be shown above the table. */
  void note(String sentence) {
    notes.add(sentence);
  }

  void show(List<Watch.Row> rows, Watch.Lane lane) {
    if (height > 0) {
      redraw(rows, lane);
    } else {
      changes(rows);
    }
    out.flush();
  }

  private void changes(List<Watch.Row> rows) {
    for (String note = notes.poll(); note != null; note = notes.poll()) {
      out.println(note);
    }
    long finished = rows.stream().filter(Watch.Row::finished).count();
    for (Watch.Row row : rows) {
      String told = row.state() + row.txId();
      if (!told.equals(lastTold.put(row.id(), told))) {
        out.println(
            "  %s  %-12s %-18s %s"
                .formatted(
                    row.id(),
                    row.tenant(),
                    row.state(),
                    row.txId().isEmpty()
                        ? ""
                        : row.txId() + "  (" + finished + " of " + rows.size() + ")"));
      }
    }
  }

  private void redraw(List<Watch.Row> rows, Watch.Lane lane) {
    List<String> lines = lines(rows, lane, Math.max(5, height - 6));
    var text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append('A');
    }
    for (String note = notes.poll(); note != null; note = notes.poll()) {
      text.append("\u001b[2K").append(note).append('\n');
    }
    lines.forEach(line -> text.append("\u001b[2K").append(line).append('\n'));
    for (int i = lines.size(); i < drawn; i++) {
      text.append("\u001b[2K\n");
    }
    drawn = Math.max(drawn, lines.size());
    out.print(text);
  }

  /** The table with at most so many submissions: finished ones leave it first. */
  static List<String> lines(List<Watch.Row> rows, Watch.Lane lane, int most) {
    long finished = rows.stream().filter(Watch.Row::finished).count();
    long hidden = Math.min(finished, Math.max(0, rows.size() - most));
    List<Watch.Row> shown =
        rows.stream()
            .sorted((a, b) -> Boolean.compare(b.finished(), a.finished()))
            .skip(hidden)
            .limit(most)
            .toList();
    var table =
        TextTable.forColumns(
            new ColorScheme.Builder(Ansi.OFF).build(),
            new Column(32, 1, Overflow.TRUNCATE),
            new Column(14, 1, Overflow.TRUNCATE),
            new Column(21, 1, Overflow.TRUNCATE),
            new Column(7, 1, Overflow.TRUNCATE),
            new Column(38, 1, Overflow.TRUNCATE));
    table.addRowValues("SUBMISSION", "TENANT", "STATE", "PLACE", "TX-ID");
    for (Watch.Row row : shown) {
      table.addRowValues(row.id(), row.tenant(), row.state(), row.place(), row.txId());
    }
    String footer =
        "%d of %d finished; lane %s, a call every %s (agreed %s)"
            .formatted(
                finished,
                rows.size(),
                lane.state(),
                seconds(lane.intervalInForce()),
                seconds(lane.agreedInterval()));
    var lines = new ArrayList<>(table.toString().stripTrailing().lines().toList());
    lines.add(footer);
    return lines;
  }

  /** An ISO 8601 duration as seconds, for people; the text itself when it is none. */
  static String seconds(String duration) {
    try {
      return String.format(Locale.ROOT, "%.3f s", Duration.parse(duration).toNanos() / 1e9);
    } catch (DateTimeParseException e) {
      return duration.isEmpty() ? "?" : duration;
    }
  }
}
