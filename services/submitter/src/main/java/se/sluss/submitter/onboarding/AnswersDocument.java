package se.sluss.submitter.onboarding;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import se.sluss.model.id.Service;
import se.sluss.submitter.onboarding.Onboardings.Answer;
import se.sluss.submitter.onboarding.Questions.Question;

/** The technical checklist with its answers, to be sent to the authority: one page, in Swedish. */
public final class AnswersDocument {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Stockholm"));

  private AnswersDocument() {}

  /** As HTML that loads nothing. What is not answered is marked. */
  public static String html(
      Onboarding onboarding,
      Supplier supplier,
      List<Question> questions,
      Map<String, Answer> answers,
      Instant now) {
    StringBuilder page = new StringBuilder(4096);
    page.append(
        """
        <!DOCTYPE html>
        <html lang="sv">
        <head>
        <meta charset="utf-8">
        <title>Teknisk checklista</title>
        <style>
        body { font-family: sans-serif; max-width: 50em; margin: 2em auto; line-height: 1.4 }
        dt { font-weight: bold; margin-top: 1em }
        dd { margin: 0.2em 0 0 1.5em; white-space: pre-wrap }
        </style>
        </head>
        <body>
        <h1>Teknisk checklista</h1>
        """);
    page.append("<p>Tjänst: ")
        .append(onboarding.service() == Service.ELT ? "ELT" : "E-IOA")
        .append("<br>Systemleverantör: ")
        .append(escaped(shown(supplier)))
        .append("<br>Utskriven: ")
        .append(TIME.format(now))
        .append("</p>\n<dl>\n");
    for (Question question : questions) {
      Answer answer = answers.get(question.id());
      String text = answer == null ? "" : answer.text();
      page.append("<dt>")
          .append(escaped(question.swedish()))
          .append("</dt>\n<dd>")
          .append(text.isBlank() ? "<em>Inte besvarad</em>" : escaped(text))
          .append("</dd>\n");
    }
    return page.append("</dl>\n</body>\n</html>\n").toString();
  }

  /** By our own name for it only where nothing better is known. */
  private static String shown(Supplier supplier) {
    String name = supplier.name().orElse(supplier.vendor().value());
    return supplier
        .organisationNumber()
        .map(
            number ->
                "%s, organisationsnummer %s-%s"
                    .formatted(name, number.substring(0, 6), number.substring(6)))
        .orElse(name);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
