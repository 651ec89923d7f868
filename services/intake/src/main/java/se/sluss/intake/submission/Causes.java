package se.sluss.intake.submission;

import java.util.Arrays;
import se.sluss.intake.rules.Language;
import se.sluss.intake.rules.Words;

/** What the submitter names as the cause why an attempt had no verdict, in words for people. */
enum Causes {
  WINDOW_MISSED("its time had passed", "tiden för det hann gå ut"),
  NOT_CONNECTED("the authority could not be reached", "Försäkringskassan gick inte att nå"),
  TIME_OUT("no answer came in time", "inget svar kom i tid"),
  CONNECTION_LOST("the connection broke", "förbindelsen bröts"),
  UNKNOWN_FAULT("the authority told of a fault", "Försäkringskassan svarade med ett okänt fel"),
  OVERLOADED("the authority has too much to do", "Försäkringskassan är överbelastad"),
  HTTP_STATUS(
      "a gateway of the authority's told of a fault",
      "ett fel uppstod på vägen till Försäkringskassan"),
  UNREADABLE_ANSWER("the answer cannot be read", "svaret går inte att läsa"),
  SENDER_LOST("the sending process was lost", "sändningen avbröts hos oss"),
  FORBIDDEN("the authority does not let the vendor in", "leverantören släpps inte in"),
  TLS_ALERT("the authority ended the connection", "Försäkringskassan avslutade förbindelsen"),
  SERVER_NOT_TRUSTED(
      "the authority's certificate is not trusted",
      "Försäkringskassans certifikat är inte betrott"),
  SERVER_NAME_WRONG(
      "the authority's certificate is for another host",
      "Försäkringskassans certifikat gäller en annan värd"),
  SERVER_CERTIFICATE_EXPIRED(
      "the authority's certificate has expired", "Försäkringskassans certifikat har gått ut"),
  SERVER_TLS_TOO_OLD(
      "the authority's server is too old for a safe connection",
      "Försäkringskassans server klarar ingen säker förbindelse"),
  ADDRESS_REFUSED("the address leads to nowhere", "adressen leder ingenstans"),
  DOCUMENT_UNREADABLE("the document cannot be read", "dokumentet går inte att läsa");

  private final Words words;

  Causes(String english, String swedish) {
    this.words = new Words(english, swedish);
  }

  /** In words, with the name for support; as it is when it is no cause that is known here. */
  static String said(String name, Language language) {
    return Arrays.stream(values())
        .filter(cause -> cause.name().equals(name))
        .findFirst()
        .map(cause -> cause.words.in(language) + " (" + name + ")")
        .orElse(name);
  }
}
