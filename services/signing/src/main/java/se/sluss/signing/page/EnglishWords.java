package se.sluss.signing.page;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;

/** What the page says, in English. */
@Localized("en")
public interface EnglishWords extends Words {
  @Message("Signing")
  @Override
  String brand();

  @Message("Skip to the content")
  @Override
  String skip();

  @Message("Test mode: nothing here is for real")
  @Override
  String testMode();

  @Message("{#if n == 1}1 document{#else}{n} documents{/if}")
  @Override
  String documents(int n);

  @Message("{#if n == 1}Sign the document{#else}Sign {n} documents{/if}")
  @Override
  String signTitle(int n);

  @Message("You sign as the personal assistant: {name}.")
  @Override
  String asAssistant(String name);

  @Message("You sign for the provider of assistance {name}.")
  @Override
  String asProvider(String name);

  @Message("Only the person with the personal identity number {number} can sign.")
  @Override
  String onlyPerson(String number);

  @Message("One signature with BankID is for all of them.")
  @Override
  String oneSignature();

  @Message("This is what you sign")
  @Override
  String listTitle();

  @Message("These are not signed")
  @Override
  String notSignedTitle();

  @Message("Show all {n}")
  @Override
  String showAll(int n);

  @Message("Notification of a personal assistant")
  @Override
  String notification();

  @Message("Time report {month}")
  @Override
  String timeReport(String month);

  @Message("for {name}")
  @Override
  String forPerson(String name);

  @Message("applies from {date}")
  @Override
  String appliesFrom(String date);

  @Message("Signed")
  @Override
  String standingSigned();

  @Message("Waits for the assistant, who signs first")
  @Override
  String standingWaits();

  @Message("Is not to be signed any more")
  @Override
  String standingGone();

  @Message("BankID on this device")
  @Override
  String thisDevice();

  @Message("BankID on another device")
  @Override
  String otherDevice();

  @Message("Use BankID on this device instead")
  @Override
  String useThisDevice();

  @Message("Use BankID on another device instead")
  @Override
  String useOtherDevice();

  @Message("Scan the QR code with the BankID app")
  @Override
  String scanTitle();

  @Message("Choose to scan a QR code in the app, and point the camera here.")
  @Override
  String scanHint();

  @Message("QR code for BankID. It changes every second.")
  @Override
  String qrLabel();

  @Message("Open BankID on this device")
  @Override
  String openTitle();

  @Message("Open BankID")
  @Override
  String openButton();

  @Message("Press Open BankID to sign in the app.")
  @Override
  String openFirst();

  @Message("Come back here when you have signed, if that does not happen by itself.")
  @Override
  String openHint();

  @Message("Go on in the BankID app")
  @Override
  String inAppTitle();

  @Message("This page follows by itself.")
  @Override
  String inAppHint();

  @Message("One moment")
  @Override
  String workingTitle();

  @Message("Part {part} of {parts}")
  @Override
  String partOf(int part, int parts);

  @Message(
      "There are so many that BankID takes them in {parts} parts. You sign one part at a time.")
  @Override
  String partsHint(int parts);

  @Message("Cancel")
  @Override
  String cancel();

  @Message("Done, thank you!")
  @Override
  String signedTitle();

  @Message("{#if n == 1}The document is signed.{#else}{n} documents are signed.{/if}")
  @Override
  String signedText(int n);

  @Message(
      "They now go to Försäkringskassan. There is nothing more for you to do, and you may close the page.")
  @Override
  String sentNext();

  @Message(
      "It now goes to Försäkringskassan. There is nothing more for you to do, and you may close the page.")
  @Override
  String sentNextOne();

  @Message(
      "Now the provider of assistance signs. There is nothing more for you to do, and you may close the page.")
  @Override
  String providerNext();

  @Message(
      "{#if n == 1}One more document waits for your signature.{#else}{n} more documents wait for your signature.{/if}")
  @Override
  String someLeft(int n);

  @Message("It was not signed")
  @Override
  String endedTitle();

  @Message("Nothing is signed, and you can try again as often as you like.")
  @Override
  String nothingSigned();

  @Message("Is another person to sign?")
  @Override
  String otherPerson();

  @Message(
      "Only {name}, the assistant in the documents, can sign here. Let them scan the QR code with their own BankID.")
  @Override
  String otherPersonAssistant(String name);

  @Message(
      "Only the person with personal number {number} can sign here, by scanning the QR code with their own BankID, for example. If another person is to sign, that is changed in the system that the link came from.")
  @Override
  String otherPersonNamed(String number);

  @Message(
      "Everyone whom the provider has registered can sign here: each with their own BankID. Who is registered is changed in the system that the link came from.")
  @Override
  String otherPersonRegistered();

  @Message("Ask whoever sent the link for one of your own.")
  @Override
  String askWhoSent();

  @Message("Change the person in the system you came from")
  @Override
  String changePerson();

  @Message("There is nothing to sign now")
  @Override
  String nothingTitle();

  @Message("The documents are signed already, were withdrawn, or wait for somebody else.")
  @Override
  String nothingText();

  @Message("The assistant signs first. Load the page again when that is done, or come back here.")
  @Override
  String waitsText();

  @Message("Back to the system you came from")
  @Override
  String back();

  @Message("You may close the page.")
  @Override
  String closeHint();

  @Message("Back to the signing")
  @Override
  String documentBack();

  @Message("The original as it is signed (XML)")
  @Override
  String original();

  @Message("Download the original")
  @Override
  String download();

  @Message("You are on your way to sign")
  @Override
  String linkTitle();

  @Message("The link works once, in the browser in which you go on.")
  @Override
  String linkText();

  @Message("Go on")
  @Override
  String linkButton();

  @Message("The link is used already")
  @Override
  String usedTitle();

  @Message(
      "The link works once. If you have the page open in another browser or tab, go on there. Otherwise ask whoever sent it for a new one.")
  @Override
  String usedText();

  @Message("The link is not good any more")
  @Override
  String goneTitle();

  @Message(
      "Its time is over, or it was taken back. Ask whoever sent it for a new one. What you have signed already is valid.")
  @Override
  String goneText();

  @Message("The page is not shown here")
  @Override
  String elsewhereTitle();

  @Message(
      "The page is shown only in the browser or app in which the link was opened. Go back there to see how it went. If it is closed, ask for a new link.")
  @Override
  String elsewhereText();

  @Message("Something went wrong here")
  @Override
  String troubleTitle();

  @Message("Nothing was signed by mistake. Wait a little and load the page again.")
  @Override
  String troubleText();

  @Message("The signing could not be started")
  @Override
  String refusedTitle();

  @Message(
      "What is said about who is to sign does not agree with the documents. Ask whoever sent the link to correct it.")
  @Override
  String refusedText();

  @Message("Nothing can be signed here at the moment")
  @Override
  String closedTitle();

  @Message(
      "The service is not open to the provider of assistance. The documents are kept. Contact whoever sent the link.")
  @Override
  String closedText();

  @Message("The documents are being signed elsewhere just now")
  @Override
  String busyTitle();

  @Message(
      "One of them is in a signing that is under way, perhaps on another page that you have open. End that one, or wait a few minutes and try again.")
  @Override
  String busyText();

  @Message("Load the page again")
  @Override
  String reload();
}
