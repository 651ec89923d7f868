package se.sluss.signing.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.signing.bankid.Terms;

/** Holds what a vendor asks of BankID against BankID's limits, so that all faults are told here. */
final class TermsFaults {
  private static final Pattern POLICY =
      Pattern.compile("[0-9]+(\\.[0-9]+)+|(?=.{5})[0-9]+(\\.[0-9]+)*\\.\\*");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9.-]{3,253}");

  private final List<Problem.Fault> faults = new ArrayList<>();

  private TermsFaults() {}

  static List<Problem.Fault> of(Terms terms) {
    TermsFaults found = new TermsFaults();
    found.text(
        "returnUrl",
        terms.returnUrl(),
        TermsFaults::isReturnUrl,
        "must be an absolute URL of at most 512 characters, neither javascript nor data");
    found.requirement(terms.requirement());
    if (terms.web() != null && terms.app() != null) {
      found.add("web", "not-beside", "cannot be sent beside app");
    }
    found.web(terms.web());
    found.app(terms.app());
    return found.faults;
  }

  private void requirement(Terms.@Nullable Requirement asked) {
    if (asked == null) {
      return;
    }
    text(
        "requirement/cardReader",
        asked.cardReader(),
        Set.of("class1", "class2")::contains,
        "must be class1 or class2");
    text(
        "requirement/risk",
        asked.risk(),
        Set.of("low", "moderate")::contains,
        "must be low or moderate");
    List<String> policies = asked.certificatePolicies();
    if (policies != null
        && (policies.isEmpty() || !policies.stream().allMatch(POLICY.asMatchPredicate()))) {
      add("requirement/certificatePolicies", "not-an-oid", "must be OIDs, at the end .* at most");
    }
  }

  private void web(Terms.@Nullable Web web) {
    if (web == null) {
      return;
    }
    text(
        "web/referringDomain",
        web.referringDomain(),
        DOMAIN.asMatchPredicate(),
        "must be a domain in lower-case A-labels");
    text("web/userAgent", web.userAgent(), atMost(256), "must have 1 to 256 characters");
    text(
        "web/deviceIdentifier", web.deviceIdentifier(), atMost(64), "must have 1 to 64 characters");
    if (web.equals(new Terms.Web(null, null, null))) {
      add("web", "empty", "must have a member");
    }
  }

  private void app(Terms.@Nullable App app) {
    if (app == null) {
      return;
    }
    text("app/appIdentifier", app.appIdentifier(), atMost(256), "must have 1 to 256 characters");
    text("app/deviceOS", app.deviceOS(), atMost(256), "must have 1 to 256 characters");
    text(
        "app/deviceModelName", app.deviceModelName(), atMost(256), "must have 1 to 256 characters");
    text(
        "app/deviceIdentifier", app.deviceIdentifier(), atMost(64), "must have 1 to 64 characters");
    if (app.equals(new Terms.App(null, null, null, null))) {
      add("app", "empty", "must have a member");
    }
  }

  private void text(String member, @Nullable String value, Predicate<String> rule, String detail) {
    if (value != null && !rule.test(value)) {
      add(member, "invalid-value", detail);
    }
  }

  private void add(String member, String code, String detail) {
    faults.add(new Problem.Fault("#/" + member, code, detail));
  }

  private static Predicate<String> atMost(int characters) {
    return text -> !text.isEmpty() && text.length() <= characters;
  }

  private static boolean isReturnUrl(String text) {
    if (text.length() > 512) {
      return false;
    }
    try {
      String scheme = new URI(text).getScheme();
      return scheme != null
          && !Set.of("javascript", "data").contains(scheme.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
