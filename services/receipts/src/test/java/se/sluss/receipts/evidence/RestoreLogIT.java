package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static se.sluss.receipts.support.Packages.leaves;
import static se.sluss.receipts.support.Packages.open;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.MadePackages;
import se.sluss.receipts.support.RoomTest;
import se.sluss.testsupport.TestServers;

/** What docs/operations.md says of the log and backups, done as it says. */
@RoomTest
class RestoreLogIT {
  private static final Path PAGE = Path.of("../../docs/operations.md");

  @Inject LogStore log;
  @Inject EvidenceKeys published;
  @Inject EvidenceConfig config;
  @Inject Transactions transactions;

  @TempDir private Path mirror;

  @BeforeEach
  void publishTwice() throws IOException {
    Files.createFile(mirror.resolve("tree-heads"));
    Files.createFile(mirror.resolve("leaves"));
    MadePackages.make(3);
    MadePackages.awaitLogged();
    MadePackages.make(4);
    MadePackages.awaitLogged();
  }

  @Test
  void aRestoredDatabaseGetsBackWhatTheMirrorHasAndGoesOnFromThere() throws Exception {
    copy();
    MadePackages.make(2);
    MadePackages.awaitLogged();
    copy();
    copy();
    String heads = open("/evidence-log/tree-heads");
    List<Hash> leaves = leaves();
    assertThat(mirror.resolve("tree-heads")).hasContent(heads);
    assertThat(Files.readAllLines(mirror.resolve("leaves")))
        .isEqualTo(leaves.stream().map(Hash::hex).toList());
    long backup = TreeHead.of(last(heads, 3).treeHead()).treeSize();
    restoreBackup(backup);
    assertThat(leaves()).hasSize((int) backup);

    long back =
        new RestoreLog(
                log,
                published,
                MemoryRoom.config(config.logId(), Optional.of(mirror)),
                transactions)
            .restore();

    assertThat(back).isEqualTo(leaves.size() - backup);
    assertThat(open("/evidence-log/tree-heads")).isEqualTo(heads);
    assertThat(leaves()).isEqualTo(leaves);

    // and the room goes on from there
    MadePackages.make(1);
    MadePackages.awaitLogged();
    PublishedHead next = last(open("/evidence-log/tree-heads"), 1);
    TreeHead before = TreeHead.of(last(heads, 1).treeHead());
    TreeHead after = TreeHead.of(next.treeHead());
    assertThat(after.treeSize()).isEqualTo(before.treeSize() + 1);
    assertThat(
            Proofs.consistent(
                before.treeSize(),
                before.rootHash(),
                after.treeSize(),
                after.rootHash(),
                next.consistency().orElseThrow()))
        .isTrue();
  }

  @Test
  void aNewLogIsBegunWhereNobodyHasTheLeaves() throws Exception {
    try (Connection database = TestServers.running(false).superuser();
        Statement statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute(block("sql", "SET search_path"));

      for (String left :
          List.of(
              "SELECT count(*) FROM evidence_node",
              "SELECT count(*) FROM evidence_tree_head",
              "SELECT tree_size FROM evidence_log",
              "SELECT count(*) FROM evidence_package WHERE leaf_index IS NOT NULL",
              "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")) {
        assertThat(number(statement, left)).as(left).isZero();
      }
      database.rollback();
    }
  }

  /** The page's own lines, against this room. */
  private void copy() throws IOException, InterruptedException {
    String script =
        block("sh", "#!/bin/sh\n# Copies")
            .replace("http://127.0.0.1:8404", "http://127.0.0.1:" + Caller.port());
    Process curl = new ProcessBuilder("curl", "--version").redirectErrorStream(true).start();
    curl.getInputStream().readAllBytes();
    assumeTrue(curl.waitFor() == 0, "curl is not on this machine");
    Process copied =
        new ProcessBuilder("sh", "-c", script)
            .directory(mirror.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(copied.getInputStream().readAllBytes());
    assertThat(copied.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(copied.exitValue()).as(said).isZero();
  }

  /** As a backup would: all that came after a head is gone. */
  private static void restoreBackup(long size) {
    Database.change(
        "BEGIN; SET LOCAL session_replication_role = replica;"
            + " DELETE FROM evidence_tree_head WHERE tree_size > %1$d;"
            + " DELETE FROM evidence_node WHERE (index + 1) << level > %1$d;"
            + " DELETE FROM evidence_package WHERE leaf_index >= %1$d;"
            + " UPDATE evidence_log SET tree_size = %1$d; COMMIT",
        size);
  }

  private static PublishedHead last(String heads, int fromTheEnd) {
    List<String> lines = heads.lines().toList();
    return PublishedHead.read(lines.get(lines.size() - fromTheEnd));
  }

  private static String block(String language, String beginning) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(" + Pattern.quote(beginning) + ".*?)```")
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
