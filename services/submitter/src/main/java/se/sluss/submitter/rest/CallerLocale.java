package se.sluss.submitter.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.language.AcceptLanguage;

/** The language that this request is to be answered in, where it is answered for people. */
@RequestScoped
class CallerLocale {
  private final HttpHeaders headers;
  private final RequestContext caller;

  CallerLocale(HttpHeaders headers, RequestContext caller) {
    this.headers = headers;
    this.caller = caller;
  }

  /** What the request asks for, or else what is set for the vendor, or English. */
  Locale best() {
    return Locale.forLanguageTag(
        AcceptLanguage.best(
            headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), caller.language().orElse("en")));
  }
}
