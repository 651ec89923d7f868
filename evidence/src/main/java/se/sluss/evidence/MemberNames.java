package se.sluss.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import se.sluss.model.id.SignerRole;

/** What the files of a package are called. */
public final class MemberNames {
  public static final String README = "README.md";
  public static final String MANIFEST = "manifest.json";
  public static final String MANIFEST_SIGNATURE = "manifest.jws";

  /** The public half of the key that signed the manifest, for openssl. */
  public static final String KEY = "evidence-key.pem";

  public static final String DOCUMENT = "document.xml";

  /** The authority's answer, a SOAP envelope. */
  public static final String ANSWER = "answer/response.xml";

  /** The same where it came over SHS: a MIME message with a label. */
  public static final String SHS_ANSWER = "answer/response.shs";

  /** What the answer may be called; a package has one of them at most. */
  public static final List<String> ANSWERS = List.of(ANSWER, SHS_ANSWER);

  public static final String PAGE = "receipt.html";
  public static final String PDF = "receipt.pdf";

  /** Where the manifest stands in the log, added when the package is fetched. */
  public static final String LOG = "log.json";

  /** The answer of a time-stamping service about the manifest (RFC 3161). */
  public static final String TIMESTAMP = "timestamp.tsr";

  /** What the manifest cannot name, since it is made of it or after it. */
  public static final Set<String> OUTSIDE_THE_MANIFEST =
      Set.of(MANIFEST, MANIFEST_SIGNATURE, LOG, TIMESTAMP);

  private MemberNames() {}

  /** Where the files of one person's signature are; ends with a slash. */
  public static String folder(SignerRole role) {
    return "signatures/" + role.name().toLowerCase(Locale.ROOT) + "/";
  }
}
