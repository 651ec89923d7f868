package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** BankID is away once people have the order on their telephones. */
@SigningTest
class BankIdAwayIT {
  private static final String BACK = "https://vendor.example/back";

  @Inject OrderDesks desks;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.fresh();
  }

  @AfterEach
  void bankIdIsBack() {
    given().delete(bankId + "/faults");
  }

  @Test
  void whoeverWaitsIsToldThatBankIdDoesNotAnswerAndWhereToGoMeanwhile() {
    var page =
        PageVisitor.on(
            desk.world(), List.of(desk.world().notification()), Map.of("returnUrl", BACK));
    String order = page.order();
    desk.awaitStatus(order, "PENDING");
    desk.lose("collect", 1_000);

    Eventually.holds(() -> desk.get(order).body("message.code", equalTo("BANKID_AWAY")));
    assertThat(page.sees()).contains("BankID svarar inte just nu", "href=\"" + BACK + "\"");

    bankIdIsBack();
    desk.sign(order, TestPersons.PROVIDER_SIGNER);
    desk.awaitStatus(order, "COMPLETED");
  }
}
