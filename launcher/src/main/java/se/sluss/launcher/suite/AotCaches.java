package se.sluss.launcher.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.HostSystem;
import se.sluss.launcher.process.JavaProgram;

/**
 * The AOT caches of the services: classes loaded, linked and initialised ahead of time. The first
 * run of what was built notes what it uses (training); after its end the cache is made of the notes
 * behind everybody's back, and later runs start with it. A cache that does not fit any more is not
 * used: that run trains anew. A JVM that finds fault with one says so in its log and starts
 * without.
 */
public final class AotCaches {
  private static final String NOTES = ".aotconf";
  private static final String CACHE = ".aot";
  private static final String OF_THIS_MACHINE =
      "-Xm[sx].*|-XX:MaxNewSize.*|-XX:M(in|ax)HeapFreeRatio.*|-XX:TieredStopAtLevel.*"
          + "|-XX:ReservedCodeCacheSize.*|-XX:-UsePerfData|-Djdk\\.net.*"
          + "|-XX:\\+UnlockDiagnosticVMOptions|-XX:ArchiveRelocationMode.*|-XX:TrimNativeHeap.*";

  private final Path folder;
  private final Map<Room, AotProgram> trained = new ConcurrentHashMap<>();

  public AotCaches(Path folder) {
    this.folder = folder;
  }

  /** The command for the service: with its cache, or noting what it uses. */
  List<String> command(Room room, Path jar, List<String> flags) {
    AotProgram program = AotProgram.of(jar, flags);
    var all = new ArrayList<>(program.flags());
    if (Files.exists(file(room, program, CACHE))) {
      all.add("-XX:AOTCache=" + file(room, program, CACHE));
    } else {
      makeFolder();
      trained.put(room, program);
      all.add("-XX:AOTMode=record");
      all.add("-XX:AOTConfiguration=" + file(room, program, NOTES));
      all.add("-Xlog:aot*=error,cds*=error");
    }
    return JavaProgram.command(all, program.program());
  }

  /** Whether the service, run with these flags, has a cache. */
  boolean has(Room room, Path jar, List<String> flags) {
    return Files.exists(file(room, AotProgram.of(jar, flags), CACHE));
  }

  /** Whether services of this run are trained, which makes their end take longer. */
  public boolean training() {
    return !trained.isEmpty();
  }

  /**
   * Starts to make the caches of those that were trained and have ended, one after the other, in a
   * process that outlives this one.
   *
   * @return it; its end is the end of the making
   */
  public Process make() {
    var script = new StringBuilder("umask 077\n");
    trained.forEach((room, program) -> script.append(make(room, program)));
    trained.forEach(this::tell);
    trained.clear();
    var command = new ArrayList<>(HostSystem.ownSession());
    command.addAll(List.of("nice", "sh", folder.resolve("make.sh").toString()));
    try {
      // As an argument it would be too long for the system.
      Files.writeString(folder.resolve("make.sh"), script);
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("make.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The new one replaces all earlier ones of the room, once it is whole. */
  private String make(Room room, AotProgram program) {
    Path notes = file(room, program, NOTES);
    Path cache = file(room, program, CACHE);
    Path draft = file(room, program, CACHE + ".new");
    var flags = new ArrayList<>(program.flags());
    flags.addAll(
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes, "-XX:AOTCache=" + draft));
    String java =
        String.join(
            " ",
            JavaProgram.command(flags, List.of("-cp", program.classPath())).stream()
                .map(AotCaches::quoted)
                .toList());
    return """
    if [ -s %1$s ] && %2$s; then rm -f %3$s/%4$s-*.aot; mv %5$s %6$s; fi
    rm -f %3$s/%4$s-*.aotconf %5$s
    """
        .formatted(
            quoted(notes.toString()),
            java,
            quoted(folder.toString()),
            room.roomName(),
            quoted(draft.toString()),
            quoted(cache.toString()));
  }

  /** The command with the cache, but for what belongs to this machine; for {@code java @FILE}. */
  private void tell(Room room, AotProgram program) {
    var words = new ArrayList<>(program.flags());
    words.removeIf(flag -> flag.matches(OF_THIS_MACHINE));
    words.add("-XX:AOTCache=" + file(room, program, CACHE));
    List<String> command = JavaProgram.command(words, program.program());
    try {
      Files.write(folder.resolve(room.roomName() + ".args"), command.subList(1, command.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets all caches. */
  public void forget() throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Path file(Room room, AotProgram program, String kind) {
    return folder.resolve(room.roomName() + "-" + program.fingerprint() + kind);
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
