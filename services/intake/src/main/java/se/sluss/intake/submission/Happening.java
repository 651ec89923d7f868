package se.sluss.intake.submission;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import se.sluss.intake.rules.Language;

/** Everything that a history tells: its code for programs, and its sentences for people. */
enum Happening {
  ACCEPTED(
      say("The document was checked and is kept.", "It is offered for signing."),
      say("Dokumentet är kontrollerat och sparat.", "Det läggs fram för underskrift.")),
  ACCEPTED_WITH_SIGNATURES(
      "ACCEPTED",
      say(
          "The document was checked and is kept.",
          "The signatures that it came with are verified."),
      say(
          "Dokumentet är kontrollerat och sparat.",
          "Underskrifterna som det kom med kontrolleras.")),
  CANCEL_REQUESTED(
      say("Its owner asked to stop it.", "It is stopped unless its call has begun."),
      say("Ägaren har begärt att det stoppas.", "Det stoppas om det inte redan skickas.")),
  SIGNATURE_MISSING(
      say("Signatures are missing: %s.", "The first of these signs."),
      say("Underskrifter saknas: %s.", "Den första av dem ska skriva under.")),
  SIGNATURE_REFUSED(
      say(
          "A signature that it came with does not hold: %s. Signatures are missing: %s.",
          "The first of these signs."),
      say(
          "En underskrift som det kom med är inte giltig: %s. Underskrifter saknas: %s.",
          "Den första av dem ska skriva under.")),
  SIGNED(
      say(
          "Every required signature is there and verified.",
          "It is placed in the lane to the authority, as soon as its vendor has a connection."),
      say(
          "Alla underskrifter som krävs finns och är kontrollerade.",
          "Det ställs i kön till Försäkringskassan så snart leverantören har en anslutning.")),
  EXPIRED(
      say(
          "Nobody signed in time.",
          "Nothing more happens. Hand the document in anew under another identifier."),
      say(
          "Ingen skrev under i tid.",
          "Inget mer händer. Lämna in dokumentet på nytt med ett annat id.")),
  CANCELLED(
      say(
          "It was stopped before it was sent.",
          "Nothing more happens. To send it after all, hand it in anew under another identifier."),
      say(
          "Det stoppades innan det skickades.",
          "Inget mer händer. Ska det ändå skickas, lämna in det på nytt med ett annat id.")),
  CANCELLED_UNSIGNED(
      "CANCELLED",
      say(
          "It was stopped before all had signed it.",
          "Nothing more happens. To have it signed and sent after all, hand it in anew under another"
              + " identifier."),
      say(
          "Det stoppades innan alla hade skrivit under.",
          "Inget mer händer. Ska det ändå skrivas under och skickas, lämna in det på nytt med ett"
              + " annat id.")),
  QUEUED_SIGNED(
      say("It is signed and stands in the lane.", "It is sent when its slot opens."),
      say("Det är underskrivet och står i kön.", "Det skickas när dess tur kommer.")),
  QUEUED_NOT_SENT(
      say(
          "The call was certainly not made; it keeps its place.",
          "It is sent when its slot opens."),
      say(
          "Det har med säkerhet inte skickats; det behåller sin plats.",
          "Det skickas när dess tur kommer.")),
  QUEUED_RESEND(
      say(
          "It is unknown whether the authority has it; the same bytes go again.",
          "It is sent when its slot opens."),
      say(
          "Det är okänt om Försäkringskassan har det; exakt samma dokument skickas igen.",
          "Det skickas när dess tur kommer.")),
  QUEUED_LANE_STOPPED(
      say("The lane is stopped; it keeps its place.", "It is sent when its slot opens."),
      say("Kön står still; det behåller sin plats.", "Det skickas när dess tur kommer.")),
  QUEUED_OPERATOR(
      say(
          "A person sent it back to the lane; the same bytes go again.",
          "It is sent when its slot opens."),
      say(
          "En person ställde det i kön igen; exakt samma dokument skickas igen.",
          "Det skickas när dess tur kommer.")),
  SENDING(
      say("Its slot opened; attempt %s is being made.", "The authority's answer ends it."),
      say("Dess tur har kommit; försök %s pågår.", "Försäkringskassans svar avslutar försöket.")),
  IN_DOUBT(
      say(
          "It is unknown what came of attempt %s: %s.",
          "The same bytes are sent again a bounded number of times."),
      say(
          "Det är okänt vad som blev av försök %s: %s.",
          "Exakt samma dokument skickas igen ett begränsat antal gånger.")),
  PARKED(
      say("It cannot go on by itself: %s.", "An operator looks at it."),
      say("Det kommer inte vidare av sig självt: %s.", "En operatör tar hand om det.")),
  RESOLVED_RECEIVED(
      say("A person decided that the authority has it: %s", "A receipt of that decision is made."),
      say(
          "En person beslutade att Försäkringskassan har det: %s",
          "Ett kvitto på beslutet skapas.")),
  RESOLVED_REFUSED(
      say(
          "A person decided that the authority will not take it: %s",
          "A receipt of that decision is made."),
      say(
          "En person beslutade att Försäkringskassan inte tar emot det: %s",
          "Ett kvitto på beslutet skapas.")),
  RESOLVED_SEND_AGAIN(
      say("A person decided that it is sent again: %s", "It is placed in the lane again."),
      say("En person beslutade att det skickas igen: %s", "Det ställs i kön igen.")),
  RECEIVED(
      say("The authority has it, by attempt %s.", "A receipt is made."),
      say("Försäkringskassan tog emot det vid försök %s.", "Ett kvitto skapas.")),
  REFUSED_XML_VALIDATION(
      say(
          "The authority refused the document's content.",
          "A receipt with the authority's message is made."),
      say(
          "Försäkringskassan underkände dokumentets innehåll.",
          "Ett kvitto med Försäkringskassans meddelande skapas.")),
  REFUSED_SIGNATURE_VALIDATION(
      say("The authority refused a signature.", "A receipt with the authority's message is made."),
      say(
          "Försäkringskassan underkände en underskrift.",
          "Ett kvitto med Försäkringskassans meddelande skapas.")),
  REFUSAL_STORED(
      "RECEIPT_STORED",
      say(
          "The final answer is kept.",
          "Nothing more happens. Correct what was refused, and hand the document in under another"
              + " identifier."),
      say(
          "Det slutliga svaret är sparat.",
          "Inget mer händer. Rätta det som underkändes och lämna in dokumentet med ett annat id.")),
  RECEIPT_STORED(
      say("The final answer is kept.", "Nothing more happens."),
      say("Det slutliga svaret är sparat.", "Inget mer händer."));

  private final String code;
  private final Sentences english;
  private final Sentences swedish;

  /**
   * Why, and what comes next.
   *
   * @param why names the parts in their order, each as {@code %s}
   */
  private record Sentences(String why, String next) {}

  Happening(Sentences english, Sentences swedish) {
    this.code = name();
    this.english = english;
    this.swedish = swedish;
  }

  Happening(String code, Sentences english, Sentences swedish) {
    this.code = code;
    this.english = english;
    this.swedish = swedish;
  }

  private static Sentences say(String why, String next) {
    return new Sentences(why, next);
  }

  /** Stable. */
  String code() {
    return code;
  }

  /** The one that a history tells by its code, and where two have it by what comes next. */
  static Optional<Happening> of(String code, String next) {
    List<Happening> ofCode = Arrays.stream(values()).filter(one -> one.code.equals(code)).toList();
    return ofCode.size() == 1
        ? Optional.of(ofCode.getFirst())
        : ofCode.stream().filter(one -> one.english.next().equals(next)).findFirst();
  }

  String why(Language language, List<String> parts) {
    Object[] said =
        IntStream.range(0, parts.size()).mapToObj(i -> said(i, parts.get(i), language)).toArray();
    return String.format(Locale.ROOT, in(language).why(), said);
  }

  private String said(int number, String part, Language language) {
    return switch (this) {
      case SIGNATURE_MISSING -> Checks.roles(part, language);
      case SIGNATURE_REFUSED ->
          number == 0 ? Checks.refused(part, language) : Checks.roles(part, language);
      case IN_DOUBT -> number == 0 ? part : Causes.said(part, language);
      case PARKED -> Causes.said(part, language);
      default -> part;
    };
  }

  String next(Language language) {
    return in(language).next();
  }

  /** How many parts its sentences name. */
  int parts() {
    return english.why().split("%s", -1).length - 1;
  }

  private Sentences in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case SWEDISH -> swedish;
    };
  }
}
