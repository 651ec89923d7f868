package se.sluss.signing.bankid;

/**
 * What to tell the person, by where the order stands: the codes are BankID's recommended messages
 * ({@code RFA…}), and our own where BankID has none. Hint codes that are not known yet get the
 * general message.
 */
public final class UserMessages {
  /** The reason with which an order ends whose signer had no BankID that it admits. */
  public static final String NO_FITTING_BANKID = "certificateErr";

  private UserMessages() {}

  /** How the person reaches the BankID app. */
  public enum Launch {
    /** By the QR code, with another device. */
    QR,
    /** By a link, on this computer. */
    COMPUTER,
    /** By a link, on this telephone or tablet. */
    MOBILE
  }

  /**
   * One message.
   *
   * @param sv in Swedish
   * @param en in English
   */
  public record Message(String code, String sv, String en) {}

  /** While BankID is being asked for the order. */
  public static Message starting() {
    return new Message("STARTING", "Kontakt tas med BankID …", "Contacting BankID …");
  }

  /** While the signature is being verified. */
  public static Message verifying() {
    return new Message(
        "VERIFYING", "Underskriften kontrolleras …", "The signature is being verified …");
  }

  /** When everything is signed. */
  public static Message completed() {
    return new Message("COMPLETED", "Underskriften är klar.", "The signing is complete.");
  }

  /** While the person acts. */
  public static Message pending(String hintCode, Launch launch) {
    return switch (hintCode) {
      case "outstandingTransaction" ->
          launch == Launch.QR
              ? new Message(
                  "RFA1",
                  "Starta BankID-appen och skanna QR-koden.",
                  "Start the BankID app and scan the QR code.")
              : new Message("RFA13", "BankID-appen öppnas …", "The BankID app is opening …");
      case "noClient" -> new Message("RFA1", "Starta BankID-appen.", "Start the BankID app.");
      case "started" ->
          launch == Launch.COMPUTER
              ? new Message(
                  "RFA15A",
                  "Ett BankID söks. Det måste finnas ett giltigt BankID på datorn. Om du har BankID"
                      + " på kort, sätt in kortet.",
                  "Searching for a BankID. There must be a valid one on this computer. If you have"
                      + " it on a card, insert the card.")
              : new Message(
                  "RFA15B",
                  "Ett BankID söks. Det måste finnas ett giltigt BankID på enheten.",
                  "Searching for a BankID. There must be a valid one on the device.");
      case "userSign" ->
          new Message(
              "RFA9",
              "Skriv din säkerhetskod i BankID-appen och välj Skriv under.",
              "Type your security code in the BankID app and choose Sign.");
      case "userMrtd" ->
          new Message(
              "RFA23",
              "Skanna ditt pass eller nationella id-kort med BankID-appen.",
              "Scan your passport or national ID card with the BankID app.");
      default -> new Message("RFA21", "Underskriften pågår.", "The signing is in progress.");
    };
  }

  /** While BankID has not answered for some time. */
  public static Message bankIdAway() {
    return new Message(
        "BANKID_AWAY",
        "BankID svarar inte just nu. Vi fortsätter att fråga i några minuter. Har du redan skrivit"
            + " under i appen behöver du inte göra något mer.",
        "BankID is not answering at the moment. We keep asking for some minutes. If you have signed"
            + " in the app there is nothing more that you need to do.");
  }

  /**
   * After an order for one person ended with {@link #NO_FITTING_BANKID}: to BankID somebody else's
   * BankID does not fit either.
   */
  public static Message blockedOrSomebodyElses() {
    return new Message(
        "RFA16",
        "BankID:t du använde är spärrat eller har gått ut, eller så tillhör det någon annan än den"
            + " som ska skriva under. Välj ett annat, eller hämta ett nytt hos banken.",
        "The BankID you used is blocked or has expired, or it belongs to somebody else than who is"
            + " to sign. Choose another, or get a new one from your bank.");
  }

  /** After it ended without a signature; the reason as the order gives it. */
  public static Message ended(String reason, Launch launch) {
    if (reason.startsWith("signatureRefused.")) {
      return reason.endsWith(".PERSON")
          ? new Message(
              "WRONG_PERSON",
              "En annan person än den som ska skriva under använde sitt BankID. Den underskriften"
                  + " gäller inte.",
              "Somebody other than the person who is to sign used their BankID. That signature does"
                  + " not count.")
          : new Message(
              "NOT_VERIFIED",
              "Underskriften kunde inte godkännas och gäller inte. Försök igen.",
              "The signature could not be approved and does not count. Try again.");
    }
    return switch (reason) {
      case "cancelled" ->
          new Message(
              "RFA3", "Underskriften stoppades. Försök igen.", "Signing stopped. Try again.");
      case "alreadyInProgress" ->
          new Message(
              "RFA4",
              "Du har redan ett BankID-ärende igång. Försök igen.",
              "You already have a BankID request under way. Try again.");
      case "userCancel" -> new Message("RFA6", "Du valde att avbryta.", "You chose to cancel.");
      case "expiredTransaction", "orderGone" ->
          new Message(
              "RFA8",
              "BankID-appen svarade inte. Kontrollera att den är igång och att du har internet, och"
                  + " försök igen.",
              "The BankID app did not answer. Check that it is running and that you are online, and"
                  + " try again.");
      case "answerLost" ->
          new Message(
              "ANSWER_LOST",
              "Svaret från BankID gick förlorat, så underskriften gäller inte. Skriv under igen.",
              "BankID's answer was lost, so the signature does not count. Please sign again.");
      case NO_FITTING_BANKID ->
          new Message(
              "RFA16",
              "BankID:t du använde är spärrat eller har gått ut. Välj ett annat, eller hämta ett"
                  + " nytt hos banken.",
              "The BankID you used is blocked or has expired. Choose another, or get a new one from"
                  + " your bank.");
      case "startFailed" ->
          launch == Launch.QR
              ? new Message(
                  "RFA17B",
                  "Koden hann inte skannas. Försök igen och skanna den nya koden i BankID-appen.",
                  "The code was not scanned in time. Try again and scan the new code in the BankID"
                      + " app.")
              : new Message(
                  "RFA17A",
                  "Ingen BankID-app svarade på enheten. Har du ingen, installera den och hämta ett"
                      + " BankID hos banken.",
                  "No BankID app answered on this device. If there is none, install it and get a"
                      + " BankID from your bank.");
      case "transactionRiskBlocked" ->
          new Message(
              "RISK_BLOCKED",
              "BankID stoppade underskriften av säkerhetsskäl.",
              "BankID stopped the signing for security reasons.");
      case "notSupportedByUserApp" ->
          new Message(
              "UPDATE_APP",
              "Din BankID-app är för gammal. Uppdatera den och försök igen.",
              "Your BankID app is too old. Update it and try again.");
      case "internalError", "requestTimeout", "maintenance", "notReached", "startUnknown", "busy" ->
          new Message(
              "RFA5",
              "BankID har ett tekniskt fel just nu. Försök igen om en stund.",
              "BankID has a technical fault at the moment. Try again in a while.");
      default ->
          new Message(
              "RFA22",
              "Något oväntat hände. Försök igen.",
              "Something unexpected happened. Try again.");
    };
  }
}
