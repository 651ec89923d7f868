package se.sluss.submitter.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext;

/** The language that this request is to be answered in, where it is answered for people. */
@RequestScoped
class CallerLocale {
  private static final List<String> TAGS = List.of("en", "sv");

  private final HttpHeaders headers;
  private final RequestContext caller;

  CallerLocale(HttpHeaders headers, RequestContext caller) {
    this.headers = headers;
    this.caller = caller;
  }

  /** What the request asks for, or else what is set for the vendor, or English. */
  Locale best() {
    return best(
        headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), caller.language().orElse("en"));
  }

  private static Locale best(@Nullable String asked, String otherwise) {
    try {
      String found =
          asked == null ? null : Locale.lookupTag(Locale.LanguageRange.parse(asked), TAGS);
      return Locale.forLanguageTag(found == null ? otherwise : found);
    } catch (IllegalArgumentException e) {
      return Locale.forLanguageTag(otherwise);
    }
  }
}
