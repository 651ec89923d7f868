package se.sluss.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.deploy.Checkout;

/**
 * The tables of docs/configuration.md that say so are made of the source. {@code ./sluss test
 * --write ConfigurationPageTest} makes them anew.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Checkout.folder().resolve("docs/configuration.md");
  private static final Pattern TABLE =
      Pattern.compile(
          "(<!-- settings: ([\\w-]+) -->\n)(.*?)(<!-- end of settings -->)", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `sluss\\.");

  @Test
  void everySettingIsOnThePageAsTheSourceHasIt() throws IOException {
    String written = Files.readString(PAGE);
    String expected = TABLE.matcher(written).replaceAll(ConfigurationPageTest::table);

    if (Boolean.getBoolean("sluss.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(TABLE.matcher(written).results().map(one -> one.group(2)))
        .containsExactly("service-kit", "intake", "signing", "submitter", "receipts");
    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md; ./sluss test --write ConfigurationPageTest makes it anew")
        .isEqualTo(expected);
  }

  /** By these lists a room knows a mistyped environment variable. */
  @ParameterizedTest
  @EnumSource
  void aRoomKnowsItsSettings(Room room) throws IOException {
    Path list = module(room).resolve("src/main/resources/META-INF/sluss-settings.txt");
    String expected =
        Stream.concat(kit().stream(), Settings.of(module(room)).stream())
            .map(Setting::key)
            .filter(key -> key.startsWith("sluss."))
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));

    if (Boolean.getBoolean("sluss.write")) {
      Files.writeString(list, expected);
    }
    assertThat(list)
        .as("%s; ./sluss test --write ConfigurationPageTest makes it anew", list)
        .hasContent(expected);
  }

  @Test
  void everySettingSaysWhatItIsFor() throws IOException {
    List<Setting> all = new ArrayList<>(kit());
    for (Room room : Room.values()) {
      all.addAll(room(room.roomName()));
    }

    assertThat(all).hasSizeGreaterThan(90);
    assertThat(all).allSatisfy(one -> assertThat(one.meaning()).as(one.key()).isNotBlank());
  }

  @Test
  void noTableByHandHasASettingOfOurs() throws IOException {
    String byHand = TABLE.matcher(Files.readString(PAGE)).replaceAll("");

    assertThat(ROW.matcher(byHand).results()).isEmpty();
  }

  private static String table(MatchResult place) {
    List<Setting> settings = place.group(2).equals("service-kit") ? kit() : room(place.group(2));
    var rows = new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
    settings.forEach(one -> rows.append(one.row()).append('\n'));
    return Matcher.quoteReplacement(place.group(1) + rows + place.group(4));
  }

  private static Path module(Room room) {
    return Checkout.folder().resolve("services").resolve(room.roomName());
  }

  private static List<Setting> kit() {
    return Settings.of(Checkout.folder().resolve("service-kit"));
  }

  /** With those of every room that have another default in this one. */
  private static List<Setting> room(String name) {
    Path folder = Checkout.folder().resolve("services").resolve(name);
    Properties own = properties(folder);
    var all = new ArrayList<>(Settings.of(folder));
    kit().stream()
        .filter(one -> own.containsKey(one.key()))
        .forEach(one -> all.add(one.with(own.getProperty(one.key()))));
    return all;
  }

  private static Properties properties(Path module) {
    var properties = new Properties();
    try (var in =
        Files.newInputStream(module.resolve("src/main/resources/application.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
