package se.sluss.model.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;

/**
 * Tells at a glance, without reading them as XML, bytes that cannot break the bounds of {@link
 * BoundedContent}: UTF-8, with nothing but elements and text. Whatever it is not sure of it does
 * not pass; then somebody looks closely.
 */
final class PlainXml {
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml version=\"1\\.0\"( encoding=\"UTF-8\")?( standalone=\"(yes|no)\")?\\s?\\?>");

  private static final int LONGEST_DECLARATION = 64;

  private PlainXml() {}

  static boolean is(byte[] xml) {
    if (xml.length > BoundedContent.MAX_TEXT || xml.length < 2 || xml[0] != '<') {
      return false;
    }
    int from = afterDeclaration(xml);
    return from >= 0 && keepsBounds(xml, from);
  }

  /**
   * Where the document begins; negative when another declaration stands there, or none that ends.
   */
  private static int afterDeclaration(byte[] xml) {
    if (xml[1] != '?') {
      return 0;
    }
    var start = new String(xml, 0, Math.min(xml.length, LONGEST_DECLARATION), US_ASCII);
    var declaration = DECLARATION.matcher(start);
    return declaration.lookingAt() ? declaration.end() : -1;
  }

  /**
   * No raw {@code <} stands in a value, so that each one that is met opens or closes an element, or
   * ends the reading. What is counted is never less than what there is: an element that closes
   * itself counts as open, and an equals sign of the text as an attribute.
   */
  private static boolean keepsBounds(byte[] xml, int from) {
    int open = 0;
    int equalsSigns = 0;
    for (int i = from; i < xml.length; i++) {
      switch (xml[i]) {
        case '<' -> {
          byte next = i + 1 < xml.length ? xml[i + 1] : 0;
          if (next == '!' || next == '?' || next == 0) {
            return false;
          }
          open += next == '/' ? -1 : 1;
          equalsSigns = 0;
        }
        case '=' -> equalsSigns++;
        case 0 -> {
          return false;
        }
        default -> {
          continue;
        }
      }
      if (open > BoundedContent.MAX_DEPTH || equalsSigns > BoundedContent.MAX_ATTRIBUTES) {
        return false;
      }
    }
    return true;
  }
}
