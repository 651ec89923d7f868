package se.sluss.simulator.bankid.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The span of a certificate's validity; both ends are included and whole seconds. */
record Validity(Instant notBefore, Instant notAfter) {
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  /** The authorities' validity: long, and the same at every start. */
  static final Validity AUTHORITY =
      new Validity(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2049-12-31T23:59:59Z"));

  /** A user certificate's: one year from local midnight of the day of issue in Stockholm. */
  static Validity ofUser(LocalDate issued) {
    return new Validity(
        issued.atStartOfDay(STOCKHOLM).toInstant(),
        issued.plusYears(1).plusDays(1).atStartOfDay(STOCKHOLM).toInstant().minusSeconds(1));
  }

  /** An OCSP responder's: about six months around the instant. */
  static Validity ofResponder(Instant at) {
    return new Validity(at.minus(Duration.ofDays(30)), at.plus(Duration.ofDays(153)));
  }

  /** One that ended the day before the instant. */
  static Validity endedBefore(Instant at) {
    return new Validity(at.minus(Duration.ofDays(30)), at.minus(Duration.ofDays(1)));
  }

  /** The day of issue that a user certificate, first used at the instant, gets. */
  static LocalDate issueDate(Instant firstUse) {
    return LocalDate.ofInstant(firstUse, STOCKHOLM).minusDays(30);
  }
}
