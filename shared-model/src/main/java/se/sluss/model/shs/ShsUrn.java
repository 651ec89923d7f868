package se.sluss.model.shs;

/** Names of actors and products: the prefix may be missing and its case does not count. */
public final class ShsUrn {
  private static final String PREFIX = "urn:X-shs:";

  private ShsUrn() {}

  public static String bare(String name) {
    String text = name.strip();
    return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        ? text.substring(PREFIX.length())
        : text;
  }

  public static String full(String bare) {
    return PREFIX + bare;
  }

  /** The organisation, without an address within it. */
  public static String organisation(String actor) {
    String bare = bare(actor);
    int point = bare.indexOf('.');
    return point < 0 ? bare : bare.substring(0, point);
  }
}
