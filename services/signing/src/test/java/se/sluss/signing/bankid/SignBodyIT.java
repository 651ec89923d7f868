package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.signing.bankid.ScriptedBankId.PARTY;
import static se.sluss.signing.bankid.ScriptedBankId.SOON;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.signing.SigningTest;
import se.sluss.testsupport.TestPersons;

/** What BankID is sent, member by member, as its own description names them. */
@SigningTest
class SignBodyIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScriptedBankId server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedBankId();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allThatAVendorMayAskOfABrowserIsSentAsItWasAsked() throws IOException {
    Terms terms =
        new Terms(
            "https://vendor.example/back#1",
            true,
            new Terms.Requirement(true, false, "class2", List.of("1.2.752.78.1.*"), "moderate"),
            new Terms.Web("vendor.example", "Mozilla/5.0", "a-hash"),
            null);

    assertSent(
        Optional.of(TestPersons.PROVIDER_SIGNER),
        terms,
        """
        {"endUserIp": "192.0.2.7",
         "userVisibleData": "VmlzaWJsZQ==",
         "userVisibleDataFormat": "simpleMarkdownV1",
         "userNonVisibleData": "SGlkZGVu",
         "returnUrl": "https://vendor.example/back#1",
         "returnRisk": true,
         "requirement": {
           "personalNumber": "%s",
           "pinCode": true,
           "mrtd": false,
           "cardReader": "class2",
           "certificatePolicies": ["1.2.752.78.1.*"],
           "risk": "moderate"},
         "web": {
           "referringDomain": "vendor.example",
           "userAgent": "Mozilla/5.0",
           "deviceIdentifier": "a-hash"}}
        """
            .formatted(TestPersons.PROVIDER_SIGNER));
  }

  @Test
  void allThatAVendorMayTellOfAnAppIsSentAsItWasTold() throws IOException {
    Terms terms =
        new Terms(
            null, null, null, null, new Terms.App("se.vendor.app", "iOS 18.1", "iPhone16,1", "x"));

    assertSent(
        Optional.empty(),
        terms,
        """
        {"endUserIp": "192.0.2.7",
         "userVisibleData": "VmlzaWJsZQ==",
         "userVisibleDataFormat": "simpleMarkdownV1",
         "userNonVisibleData": "SGlkZGVu",
         "requirement": {},
         "app": {
           "appIdentifier": "se.vendor.app",
           "deviceOS": "iOS 18.1",
           "deviceModelName": "iPhone16,1",
           "deviceIdentifier": "x"}}
        """);
  }

  @Test
  void whatNobodyAskedForIsLeftToBankId() throws IOException {
    assertSent(
        Optional.empty(),
        Terms.NONE,
        """
        {"endUserIp": "192.0.2.7",
         "userVisibleData": "VmlzaWJsZQ==",
         "userVisibleDataFormat": "simpleMarkdownV1",
         "userNonVisibleData": "SGlkZGVu",
         "requirement": {}}
        """);
  }

  private void assertSent(Optional<String> signer, Terms terms, String expected)
      throws IOException {
    server
        .client(Map.of())
        .sign(
            PARTY,
            new BankId.SignRequest("192.0.2.7", signer, "VmlzaWJsZQ==", "SGlkZGVu", terms),
            SOON);

    assertThat(server.bodies()).hasSize(1);
    assertThat(JSON.readTree(server.bodies().getFirst())).isEqualTo(JSON.readTree(expected));
  }
}
