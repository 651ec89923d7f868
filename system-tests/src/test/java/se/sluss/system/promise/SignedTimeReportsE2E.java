package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.model.id.Service;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.BankIdUsers;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Operator;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.system.running.SecondVersion;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/**
 * The end of a month: two hundred time reports of three providers, each with a lane of its own so
 * that it does not take long; the assistant signs all of a provider's at once, and then the
 * provider.
 */
@OnRunningSluss
@Order(8)
class SignedTimeReportsE2E {
  private static final List<Integer> EACH = List.of(67, 67, 66);
  private static final YearMonth MONTH = YearMonth.of(2026, 11);

  /** So many of each provider's are of the interface's next version. */
  private static final int OF_THE_NEXT_VERSION = 10;

  /** Hours over the night in which the clock goes back, and over the one in which it goes on. */
  private static final Map<YearMonth, String> CHANGES_OF_CLOCK =
      Map.of(
          YearMonth.of(2026, 10), row(25, "00.00", "08.00"),
          YearMonth.of(2026, 3), row(29, "00.00", "08.00"));

  private final Authority authority;
  private final BankIdUsers bankId;
  private final List<Vendor> vendors = new ArrayList<>();
  private final Map<Vendor, List<Handed>> handed = new LinkedHashMap<>();
  private long signatures;

  SignedTimeReportsE2E(RunningSluss sluss) {
    authority = sluss.authority();
    bankId = new BankIdUsers(Door.open(sluss.suite().addresses().bankidControlUri()));
    Operator operator = sluss.operator();
    authority.takeTimeReports(SecondVersion.schema());
    for (int i = 0; i < EACH.size(); i++) {
      Vendor vendor = operator.vendor("Tid " + i, 1);
      operator.connect(vendor.id(), Service.ELT);
      vendors.add(vendor);
    }
  }

  @BeforeAll
  void handInSignAndWait() {
    for (int i = 0; i < EACH.size(); i++) {
      handed.put(vendors.get(i), reports(vendors.get(i), EACH.get(i)));
    }
    long before = bankId.calls("sign");
    handed.forEach(
        (vendor, all) -> {
          vendor.sign(all, "ASSISTENT", TestPersons.ASSISTANT);
          vendor.sign(all, "ANORDNARE", vendor.provider().signer());
        });
    signatures = bankId.calls("sign") - before;
    handed.forEach((vendor, all) -> vendor.await(all, "RECEIVED"));
  }

  private static List<Handed> reports(Vendor vendor, int count) {
    List<Handed> reports = new ArrayList<>();
    for (YearMonth change : CHANGES_OF_CLOCK.keySet()) {
      reports.add(report(vendor, change, "1"));
    }
    while (reports.size() < count) {
      reports.add(report(vendor, MONTH, count - reports.size() > OF_THE_NEXT_VERSION ? "1" : "2"));
    }
    return reports;
  }

  private static Handed report(Vendor vendor, YearMonth month, String version) {
    Provider provider = vendor.provider();
    UUID document = UUID.randomUUID();
    String xml =
        new String(
                TestDocuments.timeReport(document, provider.organisationNumber()),
                StandardCharsets.UTF_8)
            .replace("/tidredovisning/1", "/tidredovisning/" + version)
            .replace("<redovisningsmanad>2026-11<", "<redovisningsmanad>" + month + "<");
    String rows = CHANGES_OF_CLOCK.get(month);
    String text =
        rows == null
            ? xml
            : xml.replaceAll(
                "(?s)<tidrapport>.*</tidrapport>", "<tidrapport>" + rows + "</tidrapport>");
    return vendor.handIn(provider, document, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(int day, String from, String to) {
    return "<rapportRad><dag>%d</dag><fromTid>%s</fromTid><tomTid>%s</tomTid><aktivTid>true</aktivTid></rapportRad>"
        .formatted(day, from, to);
  }

  @Test
  void eachOfTheTwoSignersSignsOnceForAllOfAProvider() {
    assertThat(signatures).isEqualTo(2L * EACH.size());
  }

  @Test
  void everyReportHasAReceiptWithTheTransactionThatTheAuthorityGave() {
    handed.forEach(
        (vendor, all) -> {
          Map<String, Authority.Call> calls =
              authority.callsOf(vendor.id()).stream()
                  .collect(Collectors.toMap(Authority.Call::documentId, Function.identity()));
          Map<String, JsonNode> seen = vendor.submissions();
          assertThat(calls).hasSize(all.size());
          for (Handed one : all) {
            Authority.Call call = calls.get(one.documentId().toString());
            JsonNode receipt = seen.get(one.submissionId()).path("receipt");
            assertThat(call.accepted()).isTrue();
            assertThat(call.txId()).isNotEmpty();
            assertThat(receipt.path("txId").asText()).isEqualTo(call.txId());
            assertThat(call.sha256()).isEqualTo(Documents.sha256(one.bytes()));
          }
          assertThat(authority.hasShutOff(vendor.id())).isFalse();
        });
  }

  @Test
  void bothVersionsOfTheInterfaceAreTaken() {
    handed.forEach(
        (vendor, all) -> {
          Map<String, Long> versions =
              vendor.submissions().values().stream()
                  .filter(one -> one.path("receipt").path("txId").isTextual())
                  .collect(
                      Collectors.groupingBy(
                          one -> one.path("interfaceVersion").asText(), Collectors.counting()));
          assertThat(versions)
              .isEqualTo(
                  Map.of(
                      "1",
                      (long) all.size() - OF_THE_NEXT_VERSION,
                      "2",
                      (long) OF_THE_NEXT_VERSION));
        });
  }

  /** The authority itself takes an hour away or adds one. */
  @Test
  void hoursOverAChangeOfTheClockGoAsTheClockShowed() {
    handed.forEach(
        (vendor, all) -> {
          for (Handed one : all.subList(0, CHANGES_OF_CLOCK.size())) {
            Authority.Call call =
                authority.callsOf(vendor.id(), one.documentId().toString()).getFirst();
            byte[] came = authority.documentOf(call);
            assertThat(came).isEqualTo(one.bytes());
            assertThat(new String(came, StandardCharsets.UTF_8))
                .contains("<fromTid>00.00</fromTid><tomTid>08.00</tomTid>");
          }
        });
  }

  @Test
  void everyCallIsFoundInTheArchiveByItsTransaction() {
    handed.forEach(
        (vendor, all) -> {
          Authority.Call call = authority.callsOf(vendor.id()).getLast();
          JsonNode found =
              vendor
                  .door(Room.SUBMITTER)
                  .get("/v1/exchanges?txId=" + call.txId())
                  .orFail()
                  .json()
                  .path("data");
          assertThat(found).hasSize(1);
          assertThat(found.path(0).path("documentId").asText()).isEqualTo(call.documentId());
        });
  }

  @Test
  void theMonthAddsUp() {
    handed.forEach(
        (vendor, all) -> {
          JsonNode sums =
              vendor
                  .door(Room.INTAKE)
                  .get("/v1/status?month=" + MONTH + "&limit=1")
                  .orFail()
                  .json()
                  .path("sums");
          int ofTheMonth = all.size() - CHANGES_OF_CLOCK.size();
          assertThat(sums.path("received").asInt()).isEqualTo(ofTheMonth);
          assertThat(sums.path("signed").asInt()).isEqualTo(ofTheMonth);
          assertThat(sums.path("unsigned").asInt()).isZero();
          assertThat(sums.path("missing").asInt()).isZero();
        });
  }
}
