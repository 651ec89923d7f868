package se.sluss.evidence;

/** What stands in every package on how to check it without Sluss. Holds no personal data. */
public final class Readme {
  static final String TEXT =
      """
      # How to check this package

      This is the evidence of one document that was handed to Försäkringskassan through Sluss.
      """;

  private Readme() {}

  /** The text of {@code README.md} in packages made from now on. */
  public static String text() {
    return TEXT;
  }
}
