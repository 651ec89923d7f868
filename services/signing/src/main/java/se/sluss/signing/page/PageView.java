package se.sluss.signing.page;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a page shows at one moment.
 *
 * @param assistant whether the assistant signs, else the provider
 * @param signer the name under which the person signs: the assistant's or the provider's
 * @param onlyPerson the only person's number without its last digits; null when others may sign too
 * @param signedNow how many documents the order signed
 * @param otherPersonUrl where somebody else than the signer is led
 * @param renew whether the page's script may open the next order by itself
 */
public record PageView(
    Frame frame,
    String id,
    Device device,
    boolean mobile,
    Glance glance,
    Papers.Folder folder,
    boolean assistant,
    String signer,
    @Nullable String onlyPerson,
    int signedNow,
    boolean renew,
    @Nullable String returnUrl,
    @Nullable String otherPersonUrl) {

  public int left() {
    return folder.toSign().size();
  }

  /** Whether all that the page shows is still to be signed. */
  public boolean noneSigned() {
    return left() == folder.papers().size();
  }

  public boolean signed() {
    return glance.step() == Step.SIGNED;
  }

  /** Whether the page will become another one by itself. */
  public boolean acting() {
    return switch (glance.step()) {
      case WORKING, SCAN, OPEN, IN_APP -> true;
      case CHOOSE, SIGNED, ENDED -> false;
    };
  }

  @Override
  public String toString() {
    return "PageView[" + id + "]";
  }
}
