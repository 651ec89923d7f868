package se.sluss.intake.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.Events;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.submission.ApplyEvent;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.id.SignerRole;

/** The history of a submission is told to people in their language. */
@IntakeTest
class HistoryIT {
  @Inject ApplyEvent applyEvent;
  @Inject Transactions transactions;

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void aHistoryIsToldInTheCallersLanguage() {
    UUID document = UUID.randomUUID();
    String id = customer.handIn(customer.timeReport(document)).path("id");
    Events events = Events.ofReport(customer, id, document);
    tell(events.awaiting(SignerRole.ASSISTENT, SignerRole.ANORDNARE));
    tell(events.signed());
    tell(events.queued(QueuedReason.SIGNED, 1));
    tell(events.sending(1));
    tell(events.inDoubt(1));
    tell(events.parked());
    tell(events.resolved(Resolution.RECEIVED));

    in("sv", id)
        .body(
            "history.why",
            contains(
                "Dokumentet är kontrollerat och sparat.",
                "Underskrifter saknas: assistenten, anordnaren.",
                "Alla underskrifter som krävs finns och är kontrollerade.",
                "Det är underskrivet och står i kön.",
                "Dess tur har kommit; försök 1 pågår.",
                "Det är okänt vad som blev av försök 1: inget svar kom i tid (TIME_OUT).",
                "Det kommer inte vidare av sig självt: svaret går inte att läsa (UNREADABLE_ANSWER).",
                "En person beslutade att Försäkringskassan har det: Support looked it up."))
        .body("history.next", hasItem("Ett kvitto på beslutet skapas."));
    in("en", id)
        .body(
            "history.why",
            hasItems(
                "Signatures are missing: the assistant, the provider.",
                "It is unknown what came of attempt 1: no answer came in time (TIME_OUT)."))
        .body("history.next", hasItem("A receipt of that decision is made."));

    Database.execute(
        "UPDATE intake.submission_history SET parts = NULL WHERE submission_id = '%s'"
            .formatted(id));

    in("sv", id)
        .body("history.why", hasItem("Signatures are missing: the assistant, the provider."));
  }

  private ValidatableResponse in(String language, String id) {
    return customer
        .call()
        .header("Accept-Language", language)
        .get("/v1/submissions/" + id)
        .then()
        .statusCode(200);
  }

  private void tell(SubmissionEvent event) {
    transactions.asSystem(() -> applyEvent.apply(event));
  }
}
