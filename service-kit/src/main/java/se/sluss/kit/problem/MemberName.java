package se.sluss.kit.problem;

import java.util.regex.Pattern;

/**
 * The name of a member or parameter that somebody else chose, as it may be told: whoever puts a
 * value where a name belongs would have it in the answer, and in the logs of all that it passes.
 */
public final class MemberName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_-]{1,40}");

  private MemberName() {}

  /** The name, or {@code *} for one that is more than a word. */
  public static String shown(String name) {
    return PLAIN.matcher(name).matches() ? name : "*";
  }
}
