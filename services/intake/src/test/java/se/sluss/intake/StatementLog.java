package se.sluss.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/** What Postgres is asked, as its own log tells, while this is open. */
public final class StatementLog implements AutoCloseable {
  private static final Pattern STATEMENT =
      Pattern.compile("(?m)^@(\\S+) LOG:  execute [^:]*: (.*(?:\\R\\t.*)*)");

  private final Path log;

  private StatementLog(Path log) {
    this.log = log;
  }

  public static StatementLog open() {
    Database.execute("ALTER SYSTEM SET log_statement = 'all'");
    // A process and its transaction.
    Database.execute("ALTER SYSTEM SET log_line_prefix = '@%p/%v '");
    reload("all");
    Path data = TestServers.running(false).postgres().dataFolder();
    return new StatementLog(data.resolveSibling("postgres.log"));
  }

  /**
   * The statements of the transactions that named a table, in their order, without values. What the
   * room does beside requests names none of those that clients' things are in.
   */
  public List<String> during(Runnable work, String table) {
    try {
      int before = Files.readAllBytes(log).length;
      work.run();
      byte[] all = Files.readAllBytes(log);
      String written = new String(all, before, all.length - before, StandardCharsets.UTF_8);
      Matcher matcher = STATEMENT.matcher(written);
      Map<String, List<String>> transactions =
          matcher
              .results()
              .collect(
                  Collectors.groupingBy(
                      found -> found.group(1),
                      LinkedHashMap::new,
                      Collectors.mapping(
                          (MatchResult found) -> found.group(2), Collectors.toList())));
      return transactions.values().stream()
          .filter(statements -> statements.stream().anyMatch(one -> one.contains(table)))
          .flatMap(List::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Database.execute("ALTER SYSTEM RESET log_statement");
    Database.execute("ALTER SYSTEM RESET log_line_prefix");
    reload("none");
  }

  /** A new connection that knows of it comes after all others were told. */
  private static void reload(String expected) {
    Database.execute("SELECT pg_reload_conf()");
    Eventually.value(() -> Database.texts("SHOW log_statement"), List.of(expected)::equals);
  }
}
