package se.sluss.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import se.sluss.testsupport.TestPersons;

/** Requests with a document as JSON. */
public final class JsonDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonDocuments() {}

  /** A time report for November 2026. */
  public static ObjectNode timeReport(UUID id, String organisationNumber) {
    return read(
        """
        {"service": "ELT", "document": {
          "id": "%s", "month": "2026-11",
          "assistedPerson": {"personalNumber": "%s", "givenName": "Åsa", "surname": "Provberg"},
          "assistant": {"personalNumber": "%s", "givenName": "Örjan", "surname": "Testlund",
                        "collectiveAgreement": true},
          "provider": {"name": "Provassistans i Umeå AB", "organisationNumber": "%s",
                       "employsAssistant": true},
          "timeReport": {"rows": [
            {"day": 3, "from": "07.30", "to": "16.00", "kind": "ACTIVE"},
            {"day": 3, "from": "16.00", "to": "24.00", "kind": "WAITING"}]},
          "providerPhone": "0901234567"}}
        """
            .formatted(id, TestPersons.ASSISTED, TestPersons.ASSISTANT, organisationNumber));
  }

  /** A notification that applies from December 2099. */
  public static ObjectNode notification(UUID id, String organisationNumber) {
    return read(
        """
        {"service": "E_IOA", "document": {
          "id": "%s",
          "assistedPerson": {"personalNumber": "%s", "givenName": "Åsa", "surname": "Provberg"},
          "assistant": {"personalNumber": "%s", "givenName": "Örjan", "surname": "Testlund",
                        "employedFrom": "2026-11-01", "nextOfKin": false, "residesInEea": true,
                        "appliesFrom": "2099-12-01"},
          "provider": {"name": "Provassistans i Umeå AB", "organisationNumber": "%s",
                       "contact": "Kim Kontakt", "phone": "0901234567", "employsAssistant": true},
          "providerPhone": "0901234567"}}
        """
            .formatted(id, TestPersons.ASSISTED, TestPersons.ASSISTANT, organisationNumber));
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
