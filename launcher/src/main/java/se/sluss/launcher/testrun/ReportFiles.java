package se.sluss.launcher.testrun;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What surefire and failsafe leave in the modules of a tree. */
final class ReportFiles {
  private static final Set<String> REPORT_FOLDERS = Set.of("surefire-reports", "failsafe-reports");
  private static final Set<String> FOREIGN_FOLDERS =
      Set.of(".git", ".sluss", "src", "node_modules", "classes");
  private static final Pattern REPORT = Pattern.compile("TEST-.*\\.xml");
  private static final Pattern SUMMARY = Pattern.compile("failsafe-summary\\.xml");

  private ReportFiles() {}

  /** The reports of test classes. */
  static List<Path> reports(Path tree) throws IOException {
    return named(REPORT, tree);
  }

  /**
   * Takes away what failsafe judges a module by. It writes that only when it had tests to run, and
   * judges by whatever is there: an earlier run's failure would fail every run without such tests.
   */
  static void forgetSummaries(Path tree) throws IOException {
    for (Path summary : named(SUMMARY, tree)) {
      Files.deleteIfExists(summary);
    }
  }

  private static List<Path> named(Pattern name, Path tree) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path folderName = folder.getFileName();
            return folderName != null && FOREIGN_FOLDERS.contains(folderName.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (liesAmongReports(file) && name.matcher(file.getFileName().toString()).matches()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean liesAmongReports(Path file) {
    Path folder = file.getParent();
    return folder != null
        && folder.getFileName() != null
        && REPORT_FOLDERS.contains(folder.getFileName().toString());
  }
}
