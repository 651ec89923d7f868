package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnAddressTest {
  @Test
  void whatTheVendorHasInItsAddressStays() {
    assertThat(ReturnAddress.otherPerson("https://vendor.example/done"))
        .isEqualTo("https://vendor.example/done?sluss=other-person");
    assertThat(ReturnAddress.otherPerson("https://vendor.example/done?case=7"))
        .isEqualTo("https://vendor.example/done?case=7&sluss=other-person");
  }
}
