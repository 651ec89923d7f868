package se.sluss.receipts.evidence.page;

/** What the page says, in both languages; {@code %s} is filled in. */
enum Text {
  RECEIVED(
      "Försäkringskassan har tagit emot handlingen", "Försäkringskassan has received the document"),
  REFUSED("Försäkringskassan har avvisat handlingen", "Försäkringskassan has refused the document"),
  RECEIVED_LEAD(
      "Så här gick det till, och det här finns kvar att visa upp.",
      "This is what happened, and what there is to show for it."),
  DECIDED_BY_PERSON(
      "Beslutat av en person efter kontakt med Försäkringskassan. Det finns inget svar från"
          + " Försäkringskassans system i paketet.",
      "Decided by a person after contact with Försäkringskassan. The package holds no answer of"
          + " its system."),
  TEST_MODE("Testläge: inget gäller på riktigt", "Test mode: nothing here is for real"),
  DOCUMENT("Handlingen", "The document"),
  KIND("Handling", "Document"),
  NOTIFICATION(
      "Anmälan om personlig assistent (E-IOA)", "Notification of a personal assistant (E-IOA)"),
  TIME_REPORT("Tidredovisning för %s (ELT)", "Time report for %s (ELT)"),
  ASSISTED_PERSON("Assistansberättigad", "Assisted person"),
  ASSISTANT("Assistent", "Assistant"),
  PROVIDER("Anordnarens organisationsnummer", "Provider's organisation number"),
  DOCUMENT_ID("Handlingens id", "Document's identifier"),
  DOCUMENT_HASH("SHA-256 över handlingen", "SHA-256 over the document"),
  ANSWER("Försäkringskassans svar", "Försäkringskassan's answer"),
  TX_ID("Ärende-id hos Försäkringskassan (tx-id)", "Försäkringskassan's identifier (tx-id)"),
  ANSWERED_AT("Svarade", "Answered"),
  DECIDED_AT("Beslutades", "Decided"),
  DECIDED_BY("Beslutades av", "Decided by"),
  REASON("Skäl", "Reason"),
  REFUSAL_XML("Handlingen följer inte schemat", "The document does not follow the schema"),
  REFUSAL_SIGNATURE("Underskriften godtogs inte", "The signature was not accepted"),
  MESSAGE("Försäkringskassans ord", "Försäkringskassan's words"),
  SIGNATURES("Underskrifter med BankID", "Signatures with BankID"),
  BY_ASSISTENT("Assistenten", "The assistant"),
  BY_ANORDNARE("Anordnaren", "The provider"),
  SIGNED_BY(
      "%s, %s, den %s. %s kontroller av underskriften gick bra, ingen misslyckades.",
      "%s, %s, on %s. %s checks of the signature passed, none failed."),
  HISTORY("Vad som hände", "What happened"),
  ATTEMPTS("Sändningar till Försäkringskassan", "Calls to Försäkringskassan"),
  ATTEMPT("Sändning %s", "Call %s"),
  IDENTIFIERS("Identiteter hos Sluss", "Identifiers at Sluss"),
  RECEIPT("Kvitto", "Receipt"),
  SUBMISSION("Inlämning", "Submission"),
  TENANT("Kund", "Tenant"),
  CHECKING("Kontrollera själv", "Check it yourself"),
  CHECKING_HOW(
      "Allt som står här går att kontrollera utan oss: paketet innehåller handlingen,"
          + " underskrifterna, svaret och ett undertecknat register över filerna. README.md visar"
          + " hur, med allmänna verktyg eller med kommandot sluss verify.",
      "All of this can be checked without us: the package holds the document, the signatures, the"
          + " answer and a signed list of its files. README.md shows how, with common tools or with"
          + " the command sluss verify."),
  ACCEPTED("Inlämnad", "Handed in"),
  AWAITING_SIGNATURE("Väntade på underskrift", "Waited for a signature"),
  REMINDED("Påminnelse om underskrift", "Reminded of a signature"),
  SIGNED("Underskriven av alla", "Signed by everybody"),
  QUEUED("Ställd i kö", "Queued"),
  SENDING("Skickad", "Sent"),
  IN_DOUBT(
      "Inget läsbart svar, oklart om den kom fram",
      "No readable answer, unclear whether it arrived"),
  PARKED("Väntade på en person", "Waited for a person"),
  RESOLVED("Avgjord av en person", "Decided by a person"),
  CANCEL_REQUESTED("Återkallelse begärd", "Cancellation asked for"),
  OUTCOME_RECEIVED("Mottagen", "Received"),
  OUTCOME_REFUSED("Avvisad", "Refused"),
  OUTCOME_IN_DOUBT("inget läsbart svar", "no readable answer"),
  OUTCOME_UNKNOWN("utfallet är inte känt", "the outcome is not known"),
  OUTCOME_NOT_SENT("skickades inte", "was not sent"),
  OUTCOME_SHUT_OFF(
      "togs inte emot, förbindelsen stoppades", "was not taken in, the connection was stopped");

  private final String swedish;
  private final String english;

  Text(String swedish, String english) {
    this.swedish = swedish;
    this.english = english;
  }

  String in(Language language, Object... values) {
    String text =
        switch (language) {
          case SWEDISH -> swedish;
          case ENGLISH -> english;
        };
    return values.length == 0 ? text : text.formatted(values);
  }
}
