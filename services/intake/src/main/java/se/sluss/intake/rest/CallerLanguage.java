package se.sluss.intake.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import se.sluss.intake.rules.Language;

/** The language that this request is to be answered in, where it is answered for people. */
@RequestScoped
public class CallerLanguage {
  private final HttpHeaders headers;

  public CallerLanguage(HttpHeaders headers) {
    this.headers = headers;
  }

  Language best() {
    return Language.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), Language.ENGLISH);
  }
}
