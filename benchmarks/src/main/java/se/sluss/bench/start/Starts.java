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
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
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
 * each room.
 */
final class Starts implements Phase {
  private static final int TIMES = 5;
  private static final int DOCUMENTS = 20;
  private static final int REQUESTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
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
    settings.say("Training on the main job ...");
    Training.run(options(settings, StartUp.PLAIN), Starts::play);
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

  private static Measured measure(Settings settings, StartUp startUp) throws Exception {
    settings.say("Measuring %s ...", startUp);
    try (Suite suite = Suite.start(options(settings, startUp))) {
      Map<Room, Double> starts = new EnumMap<>(Room.class);
      for (Room room : Room.values()) {
        double[] took = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
          took[i] = start(suite.component(room));
        }
        Arrays.sort(took);
        starts.put(room, took[TIMES / 2]);
      }
      play(suite);
      for (Room room : Room.values()) {
        ask(suite, room);
      }
      double rooms =
          Arrays.stream(Room.values()).mapToDouble(r -> Memory.of(suite.component(r))).sum();
      return new Measured(starts, Memory.of(suite), rooms);
    }
  }

  private static double start(Component room) throws InterruptedException {
    if (!room.stop(PATIENCE)) {
      throw new IllegalStateException(room.name() + " did not end in order");
    }
    long begin = System.nanoTime();
    room.start();
    while (!room.isReady()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException(room.name() + " is not ready in time");
      }
      Thread.sleep(2);
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void play(Suite suite) {
    new Demo(suite, new PrintWriter(Writer.nullWriter()), 0).play(DOCUMENTS);
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
          throw new IllegalStateException(room + " answered " + status);
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
