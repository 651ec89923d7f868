package se.sluss.submitter.authority;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.sluss.submitter.delivery.Cause;

/** What the JDK's TLS says in words only. */
final class TlsFaults {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  /** What a server says that speaks none of our versions. */
  private static final String OTHER_VERSION = "protocol_version";

  private static final String OLD_VERSION_CHOSEN = "The server selected protocol version";

  private static final Pattern OTHER_NAME =
      Pattern.compile("^No (subject alternative|name).* (matching|present)");

  /** Alerts about the one who calls; nothing of a request was looked at. */
  private static final Set<String> ABOUT_THE_CALLER =
      Set.of(
          "handshake_failure",
          "no_certificate",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied");

  private TlsFaults() {}

  /** The alert with which the other side ended the session. */
  static Optional<String> alert(IOException fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      Matcher matcher = ALERT.matcher(String.valueOf(at.getMessage()));
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  static boolean isAboutTheCaller(String alert) {
    return ABOUT_THE_CALLER.contains(alert);
  }

  /** Whether there is no version of TLS that both sides would speak. */
  static boolean isTooOld(IOException fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).contains(OLD_VERSION_CHOSEN)) {
        return true;
      }
    }
    return alert(fault).filter(OTHER_VERSION::equals).isPresent();
  }

  /** Why we turned away: what their certificate lacks for the connection to trust it. */
  static Optional<Cause> distrust(IOException fault) {
    Optional<Cause> found = Optional.empty();
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof CertificateExpiredException) {
        return Optional.of(Cause.SERVER_CERTIFICATE_EXPIRED);
      }
      if (at instanceof CertificateException) {
        found =
            Optional.of(
                OTHER_NAME.matcher(String.valueOf(at.getMessage())).find()
                    ? Cause.SERVER_NAME_WRONG
                    : Cause.SERVER_NOT_TRUSTED);
      }
    }
    return found;
  }
}
