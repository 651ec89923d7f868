package se.sluss.evidence.log;

import static se.sluss.evidence.EvidenceFormatException.unless;

import java.time.Instant;
import java.util.regex.Pattern;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.Hash;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.StrictJson;

/**
 * What the log was at one time. Signed, it cannot be taken back.
 *
 * @param log which log it is, as configured; see {@link #isName}
 * @param timestamp UTC
 */
public record TreeHead(String log, long treeSize, Hash rootHash, Instant timestamp) {
  /** Long enough for any host with a path. Nothing that could be shown as something else. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}");

  public TreeHead {
    unless(isName(log) && treeSize >= 0, "not a tree head");
  }

  /** Whether a log can be called so: ASCII letters, digits and {@code . _ : / -}. */
  public static boolean isName(String log) {
    return NAME.matcher(log).matches();
  }

  /** As a compact JWS. */
  public String sign(EvidenceKey key) {
    return key.sign(JwsType.TREE_HEAD, StrictJson.write(this));
  }

  /**
   * Reads what is signed; the signature is still to be verified.
   *
   * @throws EvidenceFormatException when it is not a tree head
   */
  public static TreeHead of(SignedBytes signed) {
    return StrictJson.read(signed.payload(), TreeHead.class, "a tree head");
  }

  /**
   * Reads a signed one without verifying it, as who made it may.
   *
   * @throws EvidenceFormatException when it is not a tree head
   */
  public static TreeHead of(String jws) {
    return of(SignedBytes.read(JwsType.TREE_HEAD, jws));
  }
}
