package se.sluss.bench.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.demo.Demo;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.StartUp;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;
import se.sluss.launcher.suite.Training;

/**
 * Each room from exec until it says that it is ready, over a database that is there already; and
 * the memory of everything that runs after the main job was played and a thousand requests came to
 * each room. The AOT caches are those that are there for what is built; where there are none, they
 * are made first.
 */
final class Starts implements Phase {
  private static final int TIMES = 3;

  /** For the caches, as {@code ./sluss train} has it; and before the memory is read. */
  private static final int TRAINED_ON = 20;

  private static final int DOCUMENTS = 5;
  private static final int REQUESTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Target RATIO = Target.atMost(0.5, 0.24);
  private static final Target MEMORY = Target.atMost(1_500, 700);

  /** What is asked of each room; all of it goes to its database. */
  private static final Map<Room, String> ASKED =
      Map.of(
          Room.INTAKE, "/v1/vendors",
          Room.SIGNING, "/v1/signing-orders/ord_00000000-0000-7000-8000-000000000000",
          Room.SUBMITTER, "/v1/lanes",
          Room.RECEIPTS, "/evidence-log/tree-head");

  /** Medians of the starts in milliseconds, and the memory in MiB. */
  private record Measured(Map<Room, Double> starts, double suite, double rooms) {}

  @Override
  public String name() {
    return "starts";
  }

  @Override
  public String about() {
    return "each room from exec to ready, %d times, and the suite's memory after %d requests a room"
        .formatted(TIMES, REQUESTS);
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    makeCaches(settings);
    Measured plain = measure(settings, StartUp.PLAIN);
    Measured ahead = measure(settings, StartUp.AHEAD_OF_TIME);
    var figures = new ArrayList<Figure>();
    double worst = 0;
    for (Room room : Room.values()) {
      double before = plain.starts.getOrDefault(room, Double.NaN);
      double after = ahead.starts.getOrDefault(room, Double.NaN);
      worst = Math.max(worst, after / before);
      figures.add(Figure.told(room.roomName() + ", plain JVM", before, "ms"));
      figures.add(
          Figure.told(room.roomName() + ", AOT cache", after, "ms")
              .noting("%.2f of the plain one".formatted(after / before)));
    }
    figures.add(Figure.of("AOT start against plain, worst room", worst, "", RATIO));
    figures.add(
        Figure.of("memory of the whole suite, AOT cache", ahead.suite, "MiB PSS", MEMORY)
            .noting("the four rooms: %.0f".formatted(ahead.rooms)));
    figures.add(
        Figure.told("memory of the whole suite, plain JVM", plain.suite, "MiB PSS")
            .noting("the four rooms: %.0f".formatted(plain.rooms)));
    if (Arrays.stream(Room.values())
        .allMatch(room -> layout(settings).executable(room).isPresent())) {
      Measured built = measure(settings, StartUp.NATIVE);
      built.starts.forEach(
          (room, start) -> figures.add(Figure.told(room.roomName() + ", native", start, "ms")));
      figures.add(
          Figure.told("memory of the whole suite, native", built.suite, "MiB PSS")
              .noting("the four rooms: %.0f".formatted(built.rooms)));
    } else {
      settings.say("No native executables are built, so they are not measured.");
    }
    return figures;
  }

  /** Nothing when every room has a cache that fits what is built. */
  private static void makeCaches(Settings settings) throws InterruptedException {
    SuiteOptions options = options(settings, StartUp.PLAIN);
    if (Training.done(options)) {
      settings.say("The AOT caches of what is built are there.");
      return;
    }
    settings.say("No AOT caches fit what is built: making them takes some minutes ...");
    Training.run(options, suite -> play(suite, TRAINED_ON));
  }

  private static Measured measure(Settings settings, StartUp startUp) throws Exception {
    settings.say("Measuring %s: the suite starts ...", startUp);
    try (Suite suite = Suite.start(options(settings, startUp))) {
      var starts = new EnumMap<Room, double[]>(Room.class);
      for (int i = 0; i < TIMES; i++) {
        stopRooms(suite);
        for (Room room : Room.values()) {
          double[] all = starts.computeIfAbsent(room, _ -> new double[TIMES]);
          all[i] = start(suite.component(room));
          settings.say("  %s, start %d of %d: %.0f ms", room.roomName(), i + 1, TIMES, all[i]);
        }
      }
      settings.say("  the main job with %d documents ...", DOCUMENTS);
      play(suite, DOCUMENTS);
      for (Room room : Room.values()) {
        ask(suite, room);
      }
      double rooms =
          Arrays.stream(Room.values()).mapToDouble(r -> Memory.of(suite.component(r))).sum();
      return new Measured(medians(starts), Memory.of(suite), rooms);
    }
  }

  private static Map<Room, Double> medians(Map<Room, double[]> starts) {
    var medians = new EnumMap<Room, Double>(Room.class);
    starts.forEach(
        (room, all) -> medians.put(room, Arrays.stream(all).sorted().toArray()[all.length / 2]));
    return medians;
  }

  /** All at once, so that none waits for another's end. */
  private static void stopRooms(Suite suite) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Room room : Room.values()) {
        Component component = suite.component(room);
        executor.execute(() -> component.stop(PATIENCE));
      }
    }
    for (Room room : Room.values()) {
      if (suite.component(room).alive()) {
        throw failure(suite.component(room), "did not end");
      }
    }
  }

  private static double start(Component room) throws InterruptedException {
    long begin = System.nanoTime();
    room.start();
    while (!room.isReady()) {
      if (!room.alive()) {
        throw failure(room, "ended while it started");
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw failure(room, "is not ready after %d seconds".formatted(PATIENCE.toSeconds()));
      }
      Thread.sleep(2);
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static PlainFailure failure(Component room, String what) {
    return new PlainFailure("%s %s; its log is %s".formatted(room.name(), what, room.log()));
  }

  private static void play(Suite suite, int documents) {
    new Demo(suite, new PrintWriter(Writer.nullWriter()), 0).play(documents);
  }

  private static void ask(Suite suite, Room room) throws IOException, InterruptedException {
    URI address = suite.addresses().service(room).resolve(ASKED.getOrDefault(room, "/"));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + suite.adminKey())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < REQUESTS; i++) {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 500) {
          throw failure(suite.component(room), "answered " + status);
        }
      }
    }
  }

  private static Layout layout(Settings settings) {
    return new Layout(settings.checkout(), settings.work().resolve("start"));
  }

  private static SuiteOptions options(Settings settings, StartUp startUp) {
    return SuiteOptions.forTests(layout(settings)).with(startUp);
  }
}
