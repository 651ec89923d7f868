package se.sluss.intake.kafka;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import se.sluss.intake.Customer;
import se.sluss.intake.Events;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.Topic;
import se.sluss.model.id.EventId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

/** A report that was handed in, and the events that other rooms tell of it. */
abstract class OneSubmission {
  KafkaProbe kafka;
  Customer customer;
  Events events;
  byte[] document;

  @BeforeEach
  void aSubmission() {
    kafka = KafkaProbe.onTestServers();
    customer = Customer.inTestMode();
    UUID documentId = UUID.randomUUID();
    document = customer.timeReport(documentId);
    String id = customer.handIn(document).then().statusCode(202).extract().path("id");
    events = Events.ofReport(customer, id, documentId);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  EventId tell(Topic topic, DomainEvent event) {
    EventId id = EventId.next();
    tell(topic, event, id);
    return id;
  }

  void tell(Topic topic, DomainEvent event, EventId id) {
    kafka.send(
        topic.topicName(),
        event.key(),
        EventJson.write(event),
        KafkaProbe.cloudEvent(
            id.value(),
            event.type().ceType(),
            "/sluss/" + topic.room(),
            event.key(),
            Instant.now()));
  }

  RequestSpecification get() {
    return customer.call();
  }

  String id() {
    return events.ref().submissionId().value();
  }

  Response status() {
    return get().get(path());
  }

  String path() {
    return "/v1/submissions/" + events.ref().submissionId();
  }

  void awaitState(String state) {
    Eventually.holds(() -> status().then().body("state", equalTo(state)));
  }
}
