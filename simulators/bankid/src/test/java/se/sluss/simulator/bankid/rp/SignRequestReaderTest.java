package se.sluss.simulator.bankid.rp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.simulator.bankid.order.Risk;
import se.sluss.simulator.bankid.order.SignOrder;

class SignRequestReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everythingTheApiKnowsIsTaken() throws Exception {
    SignOrder order =
        read(
            """
            {"userVisibleDataFormat":"simpleMarkdownV1","userNonVisibleData":"AQI=",
             "returnUrl":"https://rp.example/back#n=1","returnRisk":true,
             "requirement":{"pinCode":true,"personalNumber":"189001019802","mrtd":false,
               "cardReader":"class1","certificatePolicies":["1.2.3.4.25","1.2.752.78.*"],
               "risk":"MODERATE"},
             "web":{"deviceIdentifier":"d","referringDomain":"rp.example","userAgent":"u"}}""");

    assertThat(order.format()).isEqualTo("simpleMarkdownV1");
    assertThat(order.nonVisibleData()).isEqualTo("AQI=");
    assertThat(order.reportsRisk()).isTrue();
    assertThat(order.requirement().risk()).isEqualTo(Risk.MODERATE);
    assertThat(order.requirement().admitsPerson("189001029819")).isFalse();
    assertThat(order.requirement().admitsPolicy("1.2.752.78.1.5")).isTrue();
    assertThat(order.requirement().admitsPolicy("1.2.3.4.5")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::1"})
  void addressesOfBothKindsAreTaken(String address) throws Exception {
    assertThat(read("{\"endUserIp\":\"" + address + "\"}").endUserIp()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          endUserIp           | {"endUserIp":"localhost"}
          endUserIp           | {"endUserIp":"256.0.0.1"}
          endUserIp           | {"endUserIp":"1.2.3"}
          endUserIp           | {"endUserIp":"1.2.3.4."}
          endUserIp           | {"endUserIp":"2001:db8::1::2"}
          endUserIp           | {"endUserIp":"fe80::1%lo"}
          endUserIp           | {"endUserIp":null}
          userVisibleData     | {"userVisibleData":""}
          userVisibleData     | {"userVisibleData":"not base64"}
          userVisibleData     | {"userVisibleData":"VGV4dA"}
          userVisibleData     | {"userVisibleData":"VGV4dB=="}
          userVisibleData     | {"userVisibleData":"/w=="}
          userVisibleData     | {"userVisibleData":7}
          userVisibleDataFormat | {"userVisibleDataFormat":"html"}
          userNonVisibleData  | {"userNonVisibleData":""}
          userNonVisibleData  | {"userNonVisibleData":"AQI"}
          returnUrl           | {"returnUrl":""}
          returnRisk          | {"returnRisk":"true"}
          requirement         | {"requirement":[]}
          requirement.personalNumber | {"requirement":{"personalNumber":"9001019802"}}
          requirement.pinCode | {"requirement":{"pinCode":1}}
          requirement.risk    | {"requirement":{"risk":"high"}}
          requirement.cardReader | {"requirement":{"cardReader":"class3"}}
          requirement.certificatePolicies | {"requirement":{"certificatePolicies":[]}}
          requirement.certificatePolicies | {"requirement":{"certificatePolicies":["1.*"]}}
          requirement.certificatePolicies | {"requirement":{"certificatePolicies":["1.2.*.4"]}}
          requirement.tokenStartRequired | {"requirement":{"tokenStartRequired":true}}
          requirement.allowFingerprint | {"requirement":{"allowFingerprint":true}}
          personalNumber      | {"personalNumber":"189001019802"}
          empty app or web    | {"web":{}}
          web.referringDomain | {"web":{"referringDomain":"Å.se"}}
          web.unknown         | {"web":{"userAgent":"u","unknown":"u"}}
          app.deviceIdentifier | {"app":{"deviceIdentifier":""}}
          app and web together | {"app":{"deviceOS":"o"},"web":{"userAgent":"u"}}
          """)
  void whatIsOutsideTheLimitsIsRefusedByName(String where, String members) {
    assertThatExceptionOfType(RpErrorException.class)
        .isThrownBy(() -> read(members))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("invalidParameters"))
        .satisfies(e -> assertThat(e.details()).isEqualTo("Invalid " + where));
  }

  @ParameterizedTest
  @CsvSource({
    "userVisibleData,40000",
    "userNonVisibleData,200000",
    "returnUrl,512",
  })
  void theLongestIsTakenAndTheNextRefused(String member, int limit) throws Exception {
    assertThat(read(with(member, "A".repeat(limit)))).isNotNull();

    assertThatExceptionOfType(RpErrorException.class)
        .isThrownBy(() -> read(with(member, "A".repeat(limit + 4))))
        .satisfies(e -> assertThat(e.details()).isEqualTo("Invalid " + member));
  }

  @Test
  void whatIsRequiredMustBeThere() {
    for (String member : List.of("endUserIp", "userVisibleData")) {
      ObjectNode body = body();
      body.remove(member);

      assertThatExceptionOfType(RpErrorException.class)
          .isThrownBy(() -> SignRequestReader.read(body))
          .satisfies(e -> assertThat(e.details()).isEqualTo("Invalid " + member));
    }
  }

  private static String with(String member, String value) {
    return "{\"" + member + "\":\"" + value + "\"}";
  }

  private static SignOrder read(String members) throws Exception {
    ObjectNode body = body();
    body.setAll((ObjectNode) JSON.readTree(members));
    return SignRequestReader.read(body);
  }

  private static ObjectNode body() {
    return JSON.createObjectNode().put("endUserIp", "192.0.2.1").put("userVisibleData", "VGV4dA==");
  }
}
