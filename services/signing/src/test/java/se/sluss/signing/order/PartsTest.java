package se.sluss.signing.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.signing.order.Parts.Item;
import se.sluss.signing.order.Parts.Part;

/** BankID takes 40,000 characters of base64 to show, and 200,000 that are not shown. */
class PartsTest {
  private static final int MOST = 1_500;
  private static final Parts.Heading NONE = (part, parts) -> "";

  @Test
  void aFewDocumentsAreOnePart() {
    List<Part> parts =
        Parts.of(items(3, 70, 101), MOST, (part, all) -> "Intyg " + part + "/" + all);

    assertThat(parts).singleElement();
    assertThat(text(parts.getFirst().visibleData()).lines().map(line -> line.split(" ")[0]))
        .containsExactly("Intyg", "1.", "2.", "3.");
    assertThat(text(parts.getFirst().nonVisibleData()).split(";")).hasSize(3);
  }

  @Test
  void theShownTextMayReachTheLimitAndNotPassIt() {
    // 30,000 bytes are 40,000 characters: a line of "\n1. " and 29,996 more.
    assertThat(parts(new Item("x".repeat(14_990), "a"), new Item("x".repeat(15_002), "b")))
        .singleElement()
        .satisfies(part -> assertThat(part.visibleData()).hasSize(40_000));
    assertThat(parts(new Item("x".repeat(14_990), "a"), new Item("x".repeat(15_003), "b")))
        .hasSize(2);
  }

  @Test
  void theSignedEntriesMayReachTheLimitAndNotPassIt() {
    // 150,000 bytes are 200,000 characters.
    assertThat(parts(new Item("x", "e".repeat(75_000)), new Item("x", "e".repeat(74_999))))
        .singleElement()
        .satisfies(part -> assertThat(part.nonVisibleData()).hasSize(200_000));
    assertThat(parts(new Item("x", "e".repeat(75_000)), new Item("x", "e".repeat(75_000))))
        .hasSize(2);
  }

  @Test
  void bytesCountAndNotLetters() {
    assertThat(parts(new Item("x".repeat(14_990), "a"), new Item("å".repeat(7_502), "b")))
        .hasSize(2);
  }

  @Test
  void everyDocumentIsInExactlyOnePartInItsOrderAndNoPartPassesALimit() {
    List<Item> items = items(1_500, 150, 101);

    List<Part> parts = Parts.of(items, MOST, (part, all) -> "# Del " + part + " av " + all + "\n");

    assertThat(parts.stream().mapToInt(Part::size).sum()).isEqualTo(1_500);
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      assertThat(part.visibleData().length()).isLessThanOrEqualTo(40_000);
      assertThat(part.nonVisibleData().length()).isLessThanOrEqualTo(200_000);
      assertThat(text(part.visibleData()))
          .startsWith("# Del " + (i + 1) + " av " + parts.size() + "\n")
          .contains("\n1. ", "\n" + part.size() + ". ");
      entries.addAll(List.of(text(part.nonVisibleData()).split(";")));
    }
    assertThat(entries).isEqualTo(items.stream().map(Item::entry).toList());
    // As few as there can be: all the text there is, divided by what one part takes.
    int bytes =
        parts.stream().mapToInt(part -> text(part.visibleData()).getBytes(UTF_8).length).sum();
    assertThat(parts).hasSize((bytes + 29_999) / 30_000);
  }

  @Test
  void aPartHoldsNoMoreThanItMay() {
    List<Part> parts = Parts.of(items(45, 10, 10), 20, NONE);

    assertThat(parts).extracting(Part::size).containsExactly(20, 20, 5);
  }

  @Test
  void aHeadingThatGrowsWithTheNumberOfPartsIsCounted() {
    List<Part> parts =
        Parts.of(items(40, 10_000, 10), MOST, (part, all) -> all == 1 ? "" : "h".repeat(10_100));

    assertThat(parts).allSatisfy(part -> assertThat(part.size()).isOne()).hasSize(40);
  }

  private static List<Part> parts(Item... items) {
    return Parts.of(List.of(items), MOST, NONE);
  }

  private static List<Item> items(int count, int line, int entry) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          new Item(
              "x".repeat(line), ("e" + i + "-").concat("f".repeat(entry)).substring(0, entry)));
    }
    return items;
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
