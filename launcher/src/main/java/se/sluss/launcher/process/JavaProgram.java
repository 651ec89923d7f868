package se.sluss.launcher.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Command lines for further JVMs, of the same Java as this one. */
public final class JavaProgram {
  /** For a small JVM: its threads share two of glibc's pools of memory. */
  public static final Map<String, String> SMALL = Map.of("MALLOC_ARENA_MAX", "2");

  private JavaProgram() {}

  /** The {@code java} program of this JVM, with the flags and then what to run. */
  public static List<String> command(List<String> flags, List<String> program) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(program);
    return command;
  }

  /**
   * Flags of a JVM that is one of many on a machine: it starts soon, and grows its heap only as far
   * as what is alive asks for. The JVM's own archive and AOT caches lie where they were made for,
   * so that nothing in them is rewritten at the start, and JVMs share the pages of the former.
   *
   * @param firstMebibytes what it takes while starting; its heap, in mebibytes
   * @param mostMebibytes the most that its heap becomes, in mebibytes
   */
  public static List<String> small(int firstMebibytes, int mostMebibytes) {
    return List.of(
        "-Xms" + firstMebibytes + "m",
        "-Xmx" + mostMebibytes + "m",
        "-XX:MaxNewSize=12m",
        "-XX:MinHeapFreeRatio=20",
        "-XX:MaxHeapFreeRatio=40",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        // With less, what is compiled at the start makes the JVM collect everything.
        "-XX:ReservedCodeCacheSize=96m",
        "-XX:-UsePerfData",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        // What glibc keeps after its use goes back to the system; in milliseconds.
        "-XX:TrimNativeHeapInterval=5000");
  }

  /**
   * Flags that, after those of {@link #small}, make it a JVM as in production: all compilers, and a
   * heap that is there from the start.
   *
   * @param heapMebibytes its heap, a third of it for what is new
   */
  public static List<String> measured(int heapMebibytes) {
    return List.of(
        "-Xms" + heapMebibytes + "m",
        "-Xmx" + heapMebibytes + "m",
        "-XX:MaxNewSize=" + heapMebibytes / 3 + "m",
        "-XX:TieredStopAtLevel=4",
        "-XX:ReservedCodeCacheSize=240m");
  }

  /** This JVM's class path with absolute entries. */
  public static String ownClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
