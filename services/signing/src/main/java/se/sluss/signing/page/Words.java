package se.sluss.signing.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page says, in Swedish. */
@MessageBundle(value = "w", locale = "sv")
public interface Words {
  @Message("Underskrift")
  String brand();

  @Message("Hoppa till innehållet")
  String skip();

  @Message("Testläge: inget gäller på riktigt")
  String testMode();

  @Message("{#if n == 1}1 handling{#else}{n} handlingar{/if}")
  String documents(int n);

  @Message("{#if n == 1}Skriv under handlingen{#else}Skriv under {n} handlingar{/if}")
  String signTitle(int n);

  @Message("Du skriver under som personlig assistent: {name}.")
  String asAssistant(String name);

  @Message("Du skriver under för assistansanordnaren {name}.")
  String asProvider(String name);

  @Message("Bara den med personnummer {number} kan skriva under.")
  String onlyPerson(String number);

  @Message("En underskrift med BankID gäller för alla.")
  String oneSignature();

  @Message("Det här skriver du under")
  String listTitle();

  @Message("Det här skrivs inte under")
  String notSignedTitle();

  @Message("Visa alla {n}")
  String showAll(int n);

  @Message("Anmälan om personlig assistent")
  String notification();

  @Message("Tidredovisning {month}")
  String timeReport(String month);

  @Message("hos {name}")
  String forPerson(String name);

  @Message("gäller från {date}")
  String appliesFrom(String date);

  @Message("Underskriven")
  String standingSigned();

  @Message("Väntar på att assistenten skriver under först")
  String standingWaits();

  @Message("Ska inte längre skrivas under")
  String standingGone();

  @Message("BankID på den här enheten")
  String thisDevice();

  @Message("BankID på en annan enhet")
  String otherDevice();

  @Message("Använd BankID på den här enheten i stället")
  String useThisDevice();

  @Message("Använd BankID på en annan enhet i stället")
  String useOtherDevice();

  @Message("Skanna QR-koden med BankID-appen")
  String scanTitle();

  @Message("Välj Skanna QR-kod i appen och rikta kameran hit.")
  String scanHint();

  @Message("QR-kod för BankID. Den byts varje sekund.")
  String qrLabel();

  @Message("Öppna BankID på den här enheten")
  String openTitle();

  @Message("Öppna BankID")
  String openButton();

  @Message("Tryck på Öppna BankID för att skriva under i appen.")
  String openFirst();

  @Message("Kom tillbaka hit när du har skrivit under, om det inte sker av sig självt.")
  String openHint();

  @Message("Fortsätt i BankID-appen")
  String inAppTitle();

  @Message("Den här sidan följer med av sig själv.")
  String inAppHint();

  @Message("Ett ögonblick")
  String workingTitle();

  @Message("Del {part} av {parts}")
  String partOf(int part, int parts);

  @Message("Det är så många att BankID tar dem i {parts} delar. Du skriver under en del i taget.")
  String partsHint(int parts);

  @Message("Avbryt")
  String cancel();

  @Message("Klart, tack!")
  String signedTitle();

  @Message("{#if n == 1}Handlingen är underskriven.{#else}{n} handlingar är underskrivna.{/if}")
  String signedText(int n);

  @Message(
      "Nu skickas de till Försäkringskassan. Du behöver inte göra något mer och kan stänga sidan.")
  String sentNext();

  @Message(
      "Nu skickas den till Försäkringskassan. Du behöver inte göra något mer och kan stänga sidan.")
  String sentNextOne();

  @Message(
      "Nu är det assistansanordnarens tur att skriva under. Du behöver inte göra något mer och kan stänga sidan.")
  String providerNext();

  @Message(
      "{#if n == 1}En handling till väntar på din underskrift.{#else}{n} handlingar till väntar på din underskrift.{/if}")
  String someLeft(int n);

  @Message("Det blev ingen underskrift")
  String endedTitle();

  @Message("Inget är underskrivet, och du kan försöka igen så många gånger du vill.")
  String nothingSigned();

  @Message("Är det en annan person som ska skriva under?")
  String otherPerson();

  @Message(
      "Bara {name}, som är assistent i handlingarna, kan skriva under här. Låt hen skanna QR-koden med sitt eget BankID.")
  String otherPersonAssistant(String name);

  @Message(
      "Bara den med personnummer {number} kan skriva under här, till exempel genom att skanna QR-koden med sitt eget BankID. Ska en annan person skriva under, ändras det i systemet som länken kom från.")
  String otherPersonNamed(String number);

  @Message(
      "Alla som anordnaren har registrerat kan skriva under här, var och en med sitt eget BankID. Vilka som är registrerade ändras i systemet som länken kom från.")
  String otherPersonRegistered();

  @Message("Be den som skickade länken om en egen länk.")
  String askWhoSent();

  @Message("Byt person i systemet du kom från")
  String changePerson();

  @Message("Det finns inget att skriva under nu")
  String nothingTitle();

  @Message("Handlingarna är redan underskrivna, har dragits tillbaka eller väntar på någon annan.")
  String nothingText();

  @Message(
      "Assistenten skriver under först. Ladda om sidan när det är gjort, eller kom tillbaka hit.")
  String waitsText();

  @Message("Tillbaka till systemet du kom från")
  String back();

  @Message("Du kan stänga sidan.")
  String closeHint();

  @Message("Tillbaka till underskriften")
  String documentBack();

  @Message("Originalet, som det skrivs under (XML)")
  String original();

  @Message("Hämta originalet")
  String download();

  @Message("Du är på väg till underskriften")
  String linkTitle();

  @Message("Länken fungerar en gång, i den webbläsare där du fortsätter.")
  String linkText();

  @Message("Fortsätt")
  String linkButton();

  @Message("Länken är redan använd")
  String usedTitle();

  @Message(
      "Länken fungerar en gång. Har du sidan öppen i en annan webbläsare eller flik, fortsätt där. Annars: be om en ny länk av den som skickade den.")
  String usedText();

  @Message("Länken gäller inte längre")
  String goneTitle();

  @Message(
      "Tiden har gått ut, eller så har länken dragits tillbaka. Be om en ny länk av den som skickade den. Det du redan har skrivit under gäller.")
  String goneText();

  @Message("Sidan visas inte här")
  String elsewhereTitle();

  @Message(
      "Sidan visas bara i den webbläsare eller app där länken öppnades. Gå tillbaka dit: där ser du hur det gick. Är den stängd, be om en ny länk.")
  String elsewhereText();

  @Message("Något gick fel hos oss")
  String troubleTitle();

  @Message("Inget är underskrivet av misstag. Vänta en liten stund och ladda om sidan.")
  String troubleText();

  @Message("Det gick inte att starta underskriften")
  String refusedTitle();

  @Message(
      "Uppgifterna om vem som ska skriva under stämmer inte med handlingarna. Be den som skickade länken att rätta det.")
  String refusedText();

  @Message("Det går inte att skriva under här just nu")
  String closedTitle();

  @Message(
      "Tjänsten är inte öppen för assistansanordnaren. Handlingarna finns kvar. Hör av dig till den som skickade länken.")
  String closedText();

  @Message("Handlingarna skrivs under på ett annat ställe just nu")
  String busyTitle();

  @Message(
      "Någon av dem är med i en underskrift som pågår, kanske på en annan sida som du har öppen. Avsluta den, eller vänta några minuter och försök igen.")
  String busyText();

  @Message("Ladda om sidan")
  String reload();
}
