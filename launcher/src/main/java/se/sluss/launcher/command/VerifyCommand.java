package se.sluss.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.verify.EvidenceVerifier;
import se.sluss.evidence.verify.HeadList;
import se.sluss.evidence.verify.Report;
import se.sluss.evidence.verify.Trust;
import se.sluss.model.signature.TrustRoots;

/** Verifies an evidence package offline. */
@Command(
    name = "verify",
    description = {
      "Verifies an evidence package offline, and prints a line for each check.",
      "The exit code is 0 when nothing is wrong, though something may not be checkable;",
      "1 when a check failed; 2 when a file cannot be used."
    },
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  /** More than any package that is kept. */
  private static final long MOST_BYTES = 256L << 20;

  @Parameters(paramLabel = "EVIDENCE.ZIP", description = "the package, as it was fetched")
  private Path evidence = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "JWKS.JSON",
      description = "the keys that the house publishes, as a JWK set")
  private @Nullable Path keys;

  @Option(
      names = "--roots",
      paramLabel = "ROOTS.PEM",
      description = "the root certificates of BankID's users")
  private @Nullable Path roots;

  @Option(
      names = "--log",
      paramLabel = "TREE-HEADS",
      description = "the published list of tree heads, or somebody's copy of it")
  private @Nullable Path log;

  @Option(
      names = "--tsa-roots",
      paramLabel = "ROOTS.PEM",
      description = "the root certificates of the time-stamping service")
  private @Nullable Path timestampRoots;

  @Option(names = "--json", description = "prints the report as JSON")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report;
    try {
      byte[] zip = read(evidence);
      report = new EvidenceVerifier(trust()).verify(zip);
    } catch (UnusableFile e) {
      spec.commandLine().getErr().println(e.sentence);
      return ExitCode.USAGE;
    }
    out.print(json ? VerifyReport.json(report) : VerifyReport.text(report));
    out.flush();
    return report.verdict() == Report.Verdict.INVALID ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private Trust trust() throws UnusableFile {
    Trust trust = Trust.NOTHING;
    if (keys != null) {
      trust = trust.withKeys(parse(keys, EvidenceKeys::parse));
    }
    if (roots != null) {
      trust = trust.withBankIdRoots(roots(roots));
    }
    if (log != null) {
      trust = trust.withTreeHeads(heads(log));
    }
    return timestampRoots == null ? trust : trust.withTimestampRoots(roots(timestampRoots));
  }

  /** Never read as a whole, so that a list of many years can be used. */
  private static HeadList heads(Path file) throws UnusableFile {
    if (!Files.isRegularFile(file)) {
      throw new UnusableFile(file + " is not a file.");
    }
    HeadList list = () -> Files.newBufferedReader(file);
    try {
      list.requireForm();
    } catch (EvidenceFormatException e) {
      throw new UnusableFile(file + " cannot be used: " + e.sentence() + ". Fetch the list again.");
    } catch (CharacterCodingException e) {
      throw new UnusableFile(file + " is not text.");
    } catch (IOException e) {
      throw new UnusableFile(file + " cannot be read.");
    }
    return list;
  }

  private static TrustRoots roots(Path file) throws UnusableFile {
    return parse(file, text -> TrustRoots.fromPem(text.getBytes(UTF_8)));
  }

  private static <T> T parse(Path file, Function<String, T> parser) throws UnusableFile {
    byte[] bytes = read(file);
    try {
      return parser.apply(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new UnusableFile(file + " is not text.");
    } catch (IllegalArgumentException e) {
      throw new UnusableFile(file + " cannot be used: " + e.getMessage() + ".");
    }
  }

  private static byte[] read(Path file) throws UnusableFile {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnusableFile(file + " is not a file.");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusableFile(file + " is too large.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableFile(file + " cannot be read.");
    }
  }

  /** Told in a sentence; the exit code is that of wrong usage. */
  private static final class UnusableFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    private UnusableFile(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }
}
