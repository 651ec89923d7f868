package se.sluss.intake.submission;

import java.time.YearMonth;
import java.util.Optional;

/**
 * Whom a document is about, for finding it again.
 *
 * @param personKey of the assisted person, as {@link PersonKeys} makes it
 * @param assistantKey of the assistant
 * @param month the month reported; only of a time report
 */
public record Subject(String personKey, String assistantKey, Optional<YearMonth> month) {}
