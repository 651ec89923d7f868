package se.sluss.launcher.testrun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The tests of the XML reports that surefire and failsafe wrote: passed, failed, skipped. */
public record ReportSum(int passed, int failed, int skipped) {
  /** The last line of a run. */
  @Override
  public String toString() {
    return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
  }

  /** How many tests there were. */
  public int total() {
    return passed + failed + skipped;
  }

  /**
   * Adds up the reports below the folder.
   *
   * @param since reports written before are another run's
   * @throws IOException also when a report of this run cannot be read, since its tests would be
   *     missing from the sum
   */
  public static ReportSum of(Path tree, Instant since) throws IOException {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (Path report : reports(tree, since)) {
      ReportSum one = read(report).orElseThrow(() -> new IOException("Not a report: " + report));
      passed += one.passed;
      failed += one.failed;
      skipped += one.skipped;
    }
    return new ReportSum(passed, failed, skipped);
  }

  private static List<Path> reports(Path tree, Instant since) throws IOException {
    var found = new ArrayList<Path>();
    for (Path report : ReportFiles.reports(tree)) {
      if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
        found.add(report);
      }
    }
    return found;
  }

  private static Optional<ReportSum> read(Path report) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          return reader.getLocalName().equals("testsuite")
              ? Optional.of(ofSuite(reader))
              : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | NumberFormatException e) {
      throw new IOException("The report is not readable: " + report, e);
    }
  }

  private static ReportSum ofSuite(XMLStreamReader reader) {
    int tests = number(reader, "tests");
    int failed = number(reader, "failures") + number(reader, "errors");
    int skipped = number(reader, "skipped");
    return new ReportSum(tests - failed - skipped, failed, skipped);
  }

  private static int number(XMLStreamReader reader, String attribute) {
    return Integer.parseInt(reader.getAttributeValue(null, attribute));
  }
}
