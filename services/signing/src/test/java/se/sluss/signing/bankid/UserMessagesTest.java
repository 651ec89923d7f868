package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.signing.bankid.UserMessages.Launch;
import se.sluss.signing.bankid.UserMessages.Message;

/** Every code that BankID documents, and what the person is told, by how they reach the app. */
class UserMessagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          outstandingTransaction | QR       | RFA1   | Starta BankID-appen och skanna QR-koden. | Start the BankID app and scan the QR code.
          outstandingTransaction | COMPUTER | RFA13  | BankID-appen öppnas …                    | The BankID app is opening …
          outstandingTransaction | MOBILE   | RFA13  | BankID-appen öppnas …                    | The BankID app is opening …
          noClient               | QR       | RFA1   | Starta BankID-appen.                     | Start the BankID app.
          started                | QR       | RFA15B | Ett BankID söks. Det måste finnas ett giltigt BankID på enheten. | Searching for a BankID. There must be a valid one on the device.
          started                | COMPUTER | RFA15A | Ett BankID söks. Det måste finnas ett giltigt BankID på datorn. Om du har BankID på kort, sätt in kortet. | Searching for a BankID. There must be a valid one on this computer. If you have it on a card, insert the card.
          started                | MOBILE   | RFA15B | Ett BankID söks. Det måste finnas ett giltigt BankID på enheten. | Searching for a BankID. There must be a valid one on the device.
          userSign               | QR       | RFA9   | Skriv din säkerhetskod i BankID-appen och välj Skriv under. | Type your security code in the BankID app and choose Sign.
          userMrtd               | QR       | RFA23  | Skanna ditt pass eller nationella id-kort med BankID-appen. | Scan your passport or national ID card with the BankID app.
          userCallConfirm        | QR       | RFA21  | Underskriften pågår.                     | The signing is in progress.
          processing             | QR       | RFA21  | Underskriften pågår.                     | The signing is in progress.
          madeUpTomorrow         | QR       | RFA21  | Underskriften pågår.                     | The signing is in progress.
          """)
  void whileThePersonActs(String hint, Launch launch, String code, String sv, String en) {
    assertThat(UserMessages.pending(hint, launch)).isEqualTo(new Message(code, sv, en));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          userCancel                       | QR       | RFA6         | Du valde att avbryta.            | You chose to cancel.
          cancelled                        | QR       | RFA3         | Underskriften stoppades.         | Signing stopped.
          alreadyInProgress                | QR       | RFA4         | Du har redan ett BankID-ärende   | You already have a BankID request
          expiredTransaction               | QR       | RFA8         | BankID-appen svarade inte.       | The BankID app did not answer.
          orderGone                        | QR       | RFA8         | BankID-appen svarade inte.       | The BankID app did not answer.
          answerLost                       | QR       | ANSWER_LOST  | Svaret från BankID gick förlorat | BankID's answer was lost
          certificateErr                   | QR       | RFA16        | BankID:t du använde är spärrat   | The BankID you used is blocked
          startFailed                      | QR       | RFA17B       | Koden hann inte skannas.         | The code was not scanned in time.
          startFailed                      | COMPUTER | RFA17A       | Ingen BankID-app svarade         | No BankID app answered
          startFailed                      | MOBILE   | RFA17A       | Ingen BankID-app svarade         | No BankID app answered
          transactionRiskBlocked           | QR       | RISK_BLOCKED | BankID stoppade underskriften    | BankID stopped the signing
          notSupportedByUserApp            | QR       | UPDATE_APP   | Din BankID-app är för gammal.    | Your BankID app is too old.
          internalError                    | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          requestTimeout                   | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          maintenance                      | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          notReached                       | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          startUnknown                     | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          busy                             | QR       | RFA5         | BankID har ett tekniskt fel      | BankID has a technical fault
          userDeclinedCall                 | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          invalidParameters                | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          unauthorized                     | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          notFound                         | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          methodNotAllowed                 | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          unsupportedMediaType             | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          http429                          | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          madeUpTomorrow                   | QR       | RFA22        | Något oväntat hände.             | Something unexpected happened.
          signatureRefused.PERSON          | QR       | WRONG_PERSON | En annan person                  | Somebody other
          signatureRefused.OCSP_STATUS     | QR       | NOT_VERIFIED | Underskriften kunde inte godkänn | The signature could not be approved
          """)
  void afterItEndedUnsigned(String reason, Launch launch, String code, String sv, String en) {
    Message message = UserMessages.ended(reason, launch);

    assertThat(message.code()).isEqualTo(code);
    assertThat(message.sv()).startsWith(sv);
    assertThat(message.en()).startsWith(en);
    assertThat(message.sv())
        .as("earlier parts may be signed")
        .doesNotContain("nget är underskrivet");
    assertThat(message.en()).as("earlier parts may be signed").doesNotContain("othing is signed");
  }
}
