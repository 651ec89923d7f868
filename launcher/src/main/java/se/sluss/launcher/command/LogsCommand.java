package se.sluss.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.suite.Layout;

/** What the parts of the suite wrote. */
@Command(name = "logs", description = "Shows the end of the logs.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "such as intake or postgres; all when left out")
  private @Nullable String service;

  @Option(
      names = {"-f", "--follow"},
      description = "go on showing what is written, until Ctrl-C")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "40",
      description = "lines of each log (default: ${DEFAULT-VALUE})")
  private int lines = 40;

  @Option(names = "--demo", description = "those of the demo")
  private boolean demo;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path home = Checkout.home();
    Layout layout = demo ? Layout.ofDemo(home) : Layout.ofUp(home);
    var shown = new LinkedHashMap<Path, Long>();
    for (Path log : logs(layout)) {
      shown.put(log, Files.size(log));
      print(out, log, tail(log));
    }
    out.flush();
    while (follow) {
      Thread.sleep(300);
      for (Map.Entry<Path, Long> log : shown.entrySet()) {
        log.setValue(print(out, log.getKey(), log.getValue()));
      }
      out.flush();
    }
    return 0;
  }

  private List<Path> logs(Layout layout) throws IOException {
    try (Stream<Path> files =
        Files.isDirectory(layout.logs()) ? Files.list(layout.logs()) : Stream.empty()) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      if (service == null) {
        return all;
      }
      Path wanted = layout.log(service);
      if (!all.contains(wanted)) {
        throw new PlainFailure(
            "There is no log of %s; there are %s."
                .formatted(service, all.stream().map(LogsCommand::name).toList()));
      }
      return List.of(wanted);
    }
  }

  private List<String> tail(Path log) throws IOException {
    var last = new ArrayDeque<String>();
    try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      all.forEach(
          line -> {
            last.addLast(
                new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
    }
    return List.copyOf(last);
  }

  private void print(PrintWriter out, Path log, List<String> text) {
    String prefix = service == null ? "%-12s | ".formatted(name(log)) : "";
    text.forEach(line -> out.println(prefix + line));
  }

  /** Prints the whole lines beyond the position and returns the position after them. */
  private long print(PrintWriter out, Path log, long from) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = file.length() < from ? 0 : from;
      byte[] more = new byte[(int) Math.min(file.length() - start, 1 << 20)];
      file.seek(start);
      file.readFully(more);
      int whole = more.length;
      while (whole > 0 && more[whole - 1] != '\n') {
        whole--;
      }
      if (whole > 0) {
        print(out, log, new String(more, 0, whole, StandardCharsets.UTF_8).lines().toList());
      }
      return start + whole;
    }
  }

  private static String name(Path log) {
    return log.getFileName().toString().replaceAll("\\.log$", "");
  }
}
