package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether the images that are asked for are made. */
class ImagesTest {
  private static final Pattern KINDS = Pattern.compile("for kind in ([a-z ]+);");
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM (\\S+)(?: AS (\\S+))?");
  private static final Pattern FROM_STAGE = Pattern.compile("--from=(\\S+)");

  private static final List<String> DOCKERFILES =
      List.of("deploy/docker/Dockerfile.native", "deploy/docker/Dockerfile.jvm");

  /** What comes from outside of the image, in the file that makes those with a JVM. */
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");

  /** What is built and where it goes, in the file that makes a native image. */
  private static final Pattern COPIED =
      Pattern.compile("(?m)^COPY .*?(\\S+/target/\\*\\S+) (\\S+)$");

  @ParameterizedTest
  @ValueSource(strings = {"", "-jvm"})
  void everyImageThatTheChartNamesIsPublishedWithARelease(String suffix) throws IOException {
    String prefix = "registry.example/sluss/";
    Set<String> named = new TreeSet<>();
    for (String values : Chart.VALUES) {
      var rendered =
          Chart.resources(Chart.with(values).set("image.tag", "1.2.3").set("image.suffix", suffix));
      Chart.ofKind(rendered, "Deployment").stream()
          .flatMap(deployment -> Chart.containers(deployment).stream())
          .map(container -> container.get("image").toString())
          .forEach(named::add);
    }

    assertThat(named).hasSize(7).allMatch(image -> image.startsWith(prefix));
    assertThat(published()).containsAll(named.stream().map(i -> i.replace(prefix, "")).toList());
  }

  /** All that a release pushes, without where to, as {@code NAME:1.2.3-KIND}. */
  private static Set<String> published() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Object job : Chart.map(yaml(".github/workflows/release.yml").get("jobs")).values()) {
      if (!Chart.map(job).containsKey("env")) {
        continue;
      }
      String image = Chart.at(Chart.map(job), "env", "IMAGE").toString();
      Chart.map(Chart.at(Chart.map(job), "strategy", "matrix"))
          .forEach(
              (variable, values) ->
                  Chart.list(values).stream()
                      .map(value -> image.replace("${{ matrix." + variable + " }}", "" + value))
                      .map(name -> name.substring(name.lastIndexOf('/') + 1))
                      .flatMap(name -> kinds(job).map(kind -> name + ":1.2.3" + kind))
                      .forEach(found::add));
    }
    return found;
  }

  private static Stream<String> kinds(Object job) {
    var kinds = KINDS.matcher(job.toString());
    return kinds.find()
        ? Stream.of(kinds.group(1).split(" ")).map(kind -> kind.equals("native") ? "" : "-" + kind)
        : Stream.of("");
  }

  @Test
  void composeBuildsEveryImageOfOursFromWhatIsThere() throws IOException {
    Set<String> asked = new TreeSet<>();
    Set<String> built = new TreeSet<>();
    for (Object each : Chart.map(yaml("docker-compose.yml").get("services")).values()) {
      Map<String, Object> service = Chart.map(each);
      String image = service.get("image").toString();
      if (!image.startsWith("sluss/")) {
        assertThat(image).as("a tag").matches(".+:[^:/]*\\d[^:/]*");
        continue;
      }
      asked.add(image);
      if (service.containsKey("build")) {
        built.add(image);
        assertThat(stages(Chart.at(service, "build", "dockerfile").toString()))
            .as("what is built of %s", image)
            .containsKey(Chart.at(service, "build", "target").toString());
        Chart.map(Chart.at(service, "build", "args"))
            .forEach(
                (kind, name) -> {
                  String folder = kind.equals("SIMULATOR") ? "simulators/" : "services/";
                  assertThat(Checkout.file(folder + name + "/pom.xml")).exists();
                  assertThat(image).endsWith(name.toString());
                });
      }
    }

    assertThat(asked).hasSize(7).isEqualTo(built);
    assertThat(published())
        .containsAll(asked.stream().map(i -> i.replace("sluss/", "") + ":1.2.3").toList());
  }

  @Test
  void everyBaseHasATagThatIsNotTheLatest() throws IOException {
    List<String> bases = new ArrayList<>();
    for (String name : DOCKERFILES) {
      Map<String, String> stages = stages(name);
      stages.values().stream().filter(base -> !stages.containsKey(base)).forEach(bases::add);
    }

    assertThat(bases)
        .hasSize(5)
        .allMatch(base -> base.matches(".+:[^:/]+"))
        .noneMatch(base -> base.endsWith(":latest"));
  }

  /** Every stage of an image, and what it begins with; the last may be without a name. */
  private static Map<String, String> stages(String dockerfile) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    STAGE
        .matcher(Files.readString(Checkout.file(dockerfile)))
        .results()
        .forEach(stage -> found.put(String.valueOf(stage.group(2)), stage.group(1)));
    return found;
  }

  @Test
  void aStageTakesOnlyWhatAnotherMakes() throws IOException {
    for (String name : DOCKERFILES) {
      assertThat(FROM_STAGE.matcher(Files.readString(Checkout.file(name))).results())
          .as(name)
          .allSatisfy(from -> assertThat(stages(name)).containsKey(from.group(1)));
    }
  }

  /** Who has nothing but Docker has no JDK: all is built in the image, as ./sluss builds it. */
  @Test
  void whatRunsOnAJvmIsBuiltFromTheSourcesAsOnAMachine() throws IOException {
    String file = Files.readString(Checkout.file("deploy/docker/Dockerfile.jvm"));
    Matcher built = Pattern.compile("-pl (\\S+)").matcher(file);
    Set<String> wanted = new TreeSet<>(Set.of("launcher"));
    Chart.ROOMS.forEach(room -> wanted.add("services/" + room));
    List.of("bankid", "authority", "webhook-sink").forEach(it -> wanted.add("simulators/" + it));

    assertThat(built.find()).isTrue();
    assertThat(built.group(1).split(",")).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(COPY.matcher(file).results().map(copy -> copy.group(1)))
        .as("nothing that was built before")
        .containsExactly(".");
  }

  /** It looks for them in its own folder; without them receipts draws no PDF. */
  @Test
  void aNativeExecutableHasItsLibrariesBesideIt() throws IOException {
    String file = Files.readString(Checkout.file("deploy/docker/Dockerfile.native"));
    Set<String> folders = new TreeSet<>();
    COPIED
        .matcher(file)
        .results()
        .forEach(one -> folders.add(one.group(2).substring(0, one.group(2).lastIndexOf('/'))));

    assertThat(COPIED.matcher(file).results().map(one -> one.group(1).replaceAll(".*/", "")))
        .containsExactly("*-runner", "*.so");
    assertThat(folders).hasSize(1);
    assertThat(file).contains("ENTRYPOINT [\"" + folders.iterator().next() + "/service\"]");
  }

  /** A lone pattern that fits nothing is a fault: three of the rooms have no library. */
  @Test
  void aRoomWithoutLibrariesHasAnImageToo() throws IOException {
    assertThat(Files.readString(Checkout.file("deploy/docker/Dockerfile.native")))
        .containsPattern("COPY \\S+ LICENSE \\S+\\*\\.so /");
    assertThat(Checkout.file("LICENSE")).exists();
  }

  @Test
  void imagesWithAJvmSayHowTheyAreAndEndWithoutMemory() throws IOException {
    String jvm = Files.readString(Checkout.file("deploy/docker/Dockerfile.jvm"));

    assertThat(jvm)
        .containsPattern("HEALTHCHECK .*\\$\\{QUARKUS_HTTP_PORT}/q/health/ready")
        .contains("ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=");
    assertThat(jvm.lines().filter(line -> line.startsWith("ENTRYPOINT")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"-XX:+ExitOnOutOfMemoryError\""));
  }

  /** In a room that is full the kernel ends a JVM, which then says nothing of it. */
  @Test
  void aHeapLeavesHalfOfTheRoomToWhatIsNotHeap() throws IOException {
    Matcher share =
        Pattern.compile("-XX:MaxRAMPercentage=(\\d+)\"")
            .matcher(Files.readString(Checkout.file("deploy/docker/Dockerfile.jvm")));

    assertThat(share.find()).isTrue();
    assertThat(Integer.parseInt(share.group(1))).isBetween(30, 50);
  }

  /** Targets that are built at the same time would write over each other what Maven fetches. */
  @Test
  void whatIsKeptBetweenBuildsHasOneWriter() throws IOException {
    assertThat(
            Files.readString(Checkout.file("deploy/docker/Dockerfile.jvm"))
                .lines()
                .filter(line -> line.contains("--mount=type=cache")))
        .hasSize(1)
        .allMatch(line -> line.contains(",sharing=locked "));
  }

  /** Whoever may write packages waits for every job that tests. */
  @Test
  void nothingIsPublishedBeforeItsTestsHavePassed() throws IOException {
    Map<String, Object> jobs = Chart.map(yaml(".github/workflows/release.yml").get("jobs"));
    List<String> tests =
        jobs.entrySet().stream()
            .filter(job -> Chart.map(job.getValue()).containsKey("uses"))
            .map(Map.Entry::getKey)
            .toList();
    List<Map<String, Object>> publishing =
        jobs.values().stream()
            .map(Chart::map)
            .filter(job -> job.toString().contains("packages=write"))
            .toList();

    assertThat(tests)
        .extracting(name -> Chart.map(jobs.get(name)).get("uses").toString())
        .containsExactly("./.github/workflows/ci.yml", "./.github/workflows/native.yml")
        .allSatisfy(
            called ->
                assertThat(Files.readString(Checkout.file(called.substring(2))))
                    .contains("\n  workflow_call:\n"));
    assertThat(publishing)
        .hasSize(2)
        .allSatisfy(job -> assertThat(Chart.list(job.get("needs")).toString()).contains(tests));
  }

  /** What fails in a release was seen to work before. */
  @Test
  void theListsThatAReleaseShipsAreMadeInCiToo() throws IOException {
    for (String workflow : List.of("ci", "release")) {
      assertThat(Files.readString(Checkout.file(".github/workflows/" + workflow + ".yml")))
          .contains(" -Psupply-chain ");
    }
  }

  @Test
  void whateverNamesAnImageIsLookedAfter() throws IOException {
    assertThat(Chart.list(yaml(".github/dependabot.yml").get("updates")))
        .extracting(
            update ->
                Chart.map(update).get("package-ecosystem")
                    + Chart.at(Chart.map(update), "directory").toString())
        .contains("docker/deploy/docker", "docker-compose/", "helm/deploy/helm/sluss");
  }

  private static Map<String, Object> yaml(String name) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(Checkout.file(name)));
  }
}
