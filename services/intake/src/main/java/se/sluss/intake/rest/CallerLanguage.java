package se.sluss.intake.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import se.sluss.intake.rules.Language;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.language.AcceptLanguage;

/** The language that this request is to be answered in, where it is answered for people. */
@RequestScoped
public class CallerLanguage {
  private final HttpHeaders headers;
  private final RequestContext caller;

  public CallerLanguage(HttpHeaders headers, RequestContext caller) {
    this.headers = headers;
    this.caller = caller;
  }

  /** What the request asks for, or else what is set for the tenant or its vendor, or English. */
  Language best() {
    String tag =
        AcceptLanguage.best(
            headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE),
            caller.language().orElse(Language.ENGLISH.tag()));
    return Language.ofTag(tag).orElse(Language.ENGLISH);
  }
}
