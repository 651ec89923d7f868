package se.sluss.model.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.InterfaceVersions;
import se.sluss.model.id.Service;

/** Documents as JSON, and changes to them. */
final class FormSamples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InterfaceVersions VERSIONS = InterfaceVersions.bundled();
  static final InterfaceVersion NOTIFICATION = VERSIONS.of(Service.E_IOA, "1").orElseThrow();
  static final InterfaceVersion TIME_REPORT = VERSIONS.of(Service.ELT, "1").orElseThrow();

  static final String NOTIFICATION_JSON =
      """
      {"id": "0f8fad5b-d9cb-469f-a165-70867728950e",
       "assistedPerson":
         {"personalNumber": "189001019802", "givenName": "Åsa", "surname": "Prov & <Berg>"},
       "assistant":
         {"personalNumber": "189001029819", "givenName": "Örjan", "surname": " two\\r\\nlines\\t",
          "employedFrom": "2026-11-01", "nextOfKin": false, "residesInEea": true,
          "appliesFrom": "2026-12-01"},
       "provider":
         {"name": "Provassistans", "organisationNumber": "5599900015", "contact": "",
          "phone": "0901234567", "employsAssistant": true},
       "providerPhone": "0901234567"}
      """;
  static final String TIME_REPORT_JSON =
      """
      {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "month": "2026-11",
       "assistedPerson":
         {"personalNumber": "189001019802", "givenName": "Åsa", "surname": "Provberg"},
       "assistant":
         {"personalNumber": "189001029819", "givenName": "Örjan", "surname": "Testlund 😀",
          "collectiveAgreement": true},
       "calculationPeriods": [{"from": "2026-11-01", "to": "2026-11-15"},
                              {"from": "2026-11-16", "to": "2026-11-30"}],
       "provider":
         {"name": "Provassistans", "organisationNumber": "5599900015", "contact": "Kim",
          "phone": "0901234567", "employsAssistant": true},
       "timeReport": {"rows": [
         {"day": 3, "from": "07.30", "to": "16.00", "kind": "ACTIVE"},
         {"day": 3, "from": "16.00", "to": "24.00", "kind": "WAITING"},
         {"day": 4, "from": "00.00", "to": "02.00", "kind": "STANDBY"}]},
       "providerPhone": "0901234567", "assistantPhone": "0701234567"}
      """;

  private FormSamples() {}

  static ObjectNode with(String json, String at, String gone, String name, String value) {
    ObjectNode tree = json(json);
    ObjectNode object = (ObjectNode) tree.at(at);
    object.remove(gone);
    if (!name.isEmpty()) {
      object.set(name, json(value));
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  static <T extends JsonNode> T json(String text) {
    try {
      return (T) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
