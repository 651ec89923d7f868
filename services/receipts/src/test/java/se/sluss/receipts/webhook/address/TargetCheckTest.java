package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.webhook.address.AddressRefusedException.Reason;

class TargetCheckTest {
  static final List<String> REFUSED = AddressRulesTest.REFUSED;

  private static final String URL = "https://hooks.example.se/in";
  private static final Asker ASKER = Asker.forDelivery(VendorId.next());

  @ParameterizedTest
  @FieldSource("REFUSED")
  void nameThatResolvesToARefusedAddressIsRefused(String address) {
    assertRefused(check(answer(address)), Reason.ADDRESS);
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void oneRefusedAddressAmongPublicOnesRefusesThemAll(String address) {
    assertRefused(check(answer("1.1.1.1", address)), Reason.ADDRESS);
    assertRefused(check(answer(address, "2606:4700::1111")), Reason.ADDRESS);
  }

  @Test
  void publicAddressesAreAllKeptAndTakenInTurn() {
    Target target = check(answer("1.1.1.1", "2606:4700::1111")).check(URL, ASKER);

    assertThat(target.addressFor(1)).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
    assertThat(target.addressFor(2)).isEqualTo(InetAddress.ofLiteral("2606:4700::1111"));
    assertThat(target.addressFor(3)).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
  }

  @Test
  void nameThatIsReboundIsRefusedTheNextTimeAndNeverLookedUpTwice() {
    // given a name server that tells a public address first and loopback after
    Deque<List<InetAddress>> answers =
        new ArrayDeque<>(List.of(answer("1.1.1.1"), answer("127.0.0.1")));
    TargetCheck check =
        new TargetCheck(
            (host, asker) -> answers.removeFirst(),
            new AddressRules(List.of(), List.of()),
            Set.of(443));

    // when
    Target first = check.check(URL, ASKER);

    // then one look-up was made, and its answer is what is connected to
    assertThat(answers).hasSize(1);
    assertThat(first.addresses()).isEqualTo(answer("1.1.1.1"));
    assertRefused(check, Reason.ADDRESS);
  }

  @Test
  void nameWithoutAnAddressIsRefused() {
    TargetCheck check =
        new TargetCheck(
            (host, asker) -> {
              throw new UnknownHostException(host);
            },
            new AddressRules(List.of(), List.of()),
            Set.of(443));

    assertRefused(check, Reason.NAME);
    assertRefused(check(List.of()), Reason.NAME);
  }

  @Test
  void urlIsCheckedBeforeAnybodyIsAsked() {
    TargetCheck check =
        new TargetCheck(
            (host, asker) -> {
              throw new AssertionError("looked up " + host);
            },
            new AddressRules(List.of(), List.of()),
            Set.of(443));

    assertThatThrownBy(() -> check.check("https://localhost/", ASKER))
        .isInstanceOf(AddressRefusedException.class);
  }

  private static TargetCheck check(List<InetAddress> answer) {
    return new TargetCheck(
        (host, asker) -> answer, new AddressRules(List.of(), List.of()), Set.of(443));
  }

  private static void assertRefused(TargetCheck check, Reason reason) {
    assertThatThrownBy(() -> check.check(URL, ASKER))
        .asInstanceOf(type(AddressRefusedException.class))
        .returns(reason, AddressRefusedException::reason);
  }

  private static List<InetAddress> answer(String... addresses) {
    return Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
  }
}
