package se.sluss.signing.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Divides documents, in their order, into as few parts as BankID's limits allow; each part is one
 * BankID order.
 */
final class Parts {
  /** BankID's limits, in characters of base64. */
  static final int MOST_VISIBLE = 40_000;

  static final int MOST_NON_VISIBLE = 200_000;

  private Parts() {}

  /**
   * A document to sign.
   *
   * @param line how it is shown
   * @param entry what is signed
   */
  record Item(String line, String entry) {}

  /**
   * What one BankID order holds.
   *
   * @param size how many of the documents
   * @param visibleData base64
   * @param nonVisibleData base64
   */
  record Part(int size, String visibleData, String nonVisibleData) {}

  /** What stands above the lines of a part. */
  interface Heading {
    String of(int part, int parts);
  }

  /**
   * At least one item, and at most so many in one part; an item that no part could hold stands
   * alone in one above the limits.
   */
  static List<Part> of(List<Item> items, int mostInOne, Heading heading) {
    int parts = 1;
    while (true) {
      // A heading that tells of more parts is not shorter, so this only ever grows.
      int told = parts;
      List<Part> divided = divide(items, mostInOne, number -> heading.of(number, told));
      if (divided.size() <= told) {
        return divided;
      }
      parts = divided.size();
    }
  }

  private static List<Part> divide(List<Item> items, int mostInOne, IntFunction<String> heading) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < items.size()) {
      String above = heading.apply(parts.size() + 1);
      StringBuilder visible = new StringBuilder(above);
      StringBuilder entries = new StringBuilder();
      int visibleBytes = above.getBytes(UTF_8).length;
      int to = from;
      while (to < items.size() && to - from < mostInOne) {
        String line = "\n" + (to - from + 1) + ". " + items.get(to).line();
        String entry = (to == from ? "" : ";") + items.get(to).entry();
        int lineBytes = line.getBytes(UTF_8).length;
        boolean fits =
            inBase64(visibleBytes + lineBytes) <= MOST_VISIBLE
                && inBase64(entries.length() + entry.length()) <= MOST_NON_VISIBLE;
        if (!fits && to > from) {
          break;
        }
        visible.append(line);
        entries.append(entry);
        visibleBytes += lineBytes;
        to++;
      }
      parts.add(new Part(to - from, base64(visible), base64(entries)));
      from = to;
    }
    return parts;
  }

  private static int inBase64(int bytes) {
    return (bytes + 2) / 3 * 4;
  }

  private static String base64(StringBuilder text) {
    return Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8));
  }
}
