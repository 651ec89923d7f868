package se.sluss.model.contract;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.contract.IdentityFault.Code;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

/** Reads one document once and gathers what cannot be right on the way. */
final class FactReader {
  private final Document document;
  private final List<IdentityFault> faults = new ArrayList<>();

  FactReader(Document document) {
    this.document = document;
  }

  List<IdentityFault> faults() {
    return List.copyOf(faults);
  }

  Optional<DocumentFacts> facts() {
    DocumentKind kind =
        DocumentKind.of(document)
            .orElseThrow(() -> new IllegalArgumentException("a document of no known kind"));
    Place root = new Place(document.getDocumentElement(), "/" + kind.rootElement());
    Optional<String> id = text(root, "id");
    Optional<YearMonth> month =
        switch (kind) {
          case NOTIFICATION -> Optional.empty();
          case TIME_REPORT -> month(root);
        };
    Optional<PersonFacts> person = need(root, "personSomHarAssistans").flatMap(this::person);
    Optional<AssistantFacts> assistant = need(root, "assistent").flatMap(this::assistant);
    Optional<Place> provider = root.child("assistansanordnare");
    Optional<Organisationsnummer> organisation = provider.flatMap(this::organisation);
    Optional<Organisationsnummer> otherEmployer =
        provider.flatMap(p -> p.child("annanArbetsgivare")).flatMap(this::organisation);
    if (!faults.isEmpty() || id.isEmpty() || person.isEmpty() || assistant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DocumentFacts(
            kind.service(),
            id.get(),
            person.get(),
            assistant.get(),
            organisation,
            otherEmployer,
            month));
  }

  private Optional<YearMonth> month(Place root) {
    return need(root, "redovisningsmanad")
        .flatMap(
            place -> {
              try {
                return Optional.of(YearMonth.parse(place.text()));
              } catch (DateTimeException e) {
                return fault(place, Code.NOT_A_MONTH);
              }
            });
  }

  private Optional<PersonFacts> person(Place place) {
    Optional<Personnummer> number = need(place, "personnummer").flatMap(this::personnummer);
    Optional<String> givenName = text(place, "fornamn");
    Optional<String> surname = text(place, "efternamn");
    return number.flatMap(
        n -> givenName.flatMap(given -> surname.map(sur -> new PersonFacts(n, given, sur))));
  }

  private Optional<AssistantFacts> assistant(Place place) {
    Optional<Place> coordination = place.child("samordningsnummer");
    Optional<AssistantFacts.Number> number =
        coordination.isPresent()
            ? coordination
                .flatMap(this::samordningsnummer)
                .map(AssistantFacts.Number.Coordination::new)
            : need(place, "personnummer")
                .flatMap(this::personnummer)
                .map(AssistantFacts.Number.Personal::new);
    Optional<String> givenName = text(place, "fornamn");
    Optional<String> surname = text(place, "efternamn");
    return number.flatMap(
        n -> givenName.flatMap(given -> surname.map(sur -> new AssistantFacts(n, given, sur))));
  }

  private Optional<Personnummer> personnummer(Place place) {
    return number(place, 12, 2, Personnummer::parse, Code.NOT_A_PERSONNUMMER);
  }

  private Optional<Samordningsnummer> samordningsnummer(Place place) {
    return number(place, 12, 2, Samordningsnummer::parse, Code.NOT_A_SAMORDNINGSNUMMER);
  }

  private Optional<Organisationsnummer> organisation(Place owner) {
    return need(owner, "organisationsnummer")
        .flatMap(
            place ->
                number(place, 10, 0, Organisationsnummer::parse, Code.NOT_AN_ORGANISATIONSNUMMER));
  }

  private <T> Optional<T> number(
      Place place,
      int digits,
      int century,
      Function<String, Optional<T>> parse,
      Code notSuchANumber) {
    String value = place.text();
    Optional<T> number = parse.apply(value);
    if (number.isPresent()) {
      return number;
    }
    boolean onlyTheCheckDigit =
        value.matches("[0-9]{" + digits + "}")
            && !LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(value.substring(century));
    return fault(place, onlyTheCheckDigit ? Code.WRONG_CHECK_DIGIT : notSuchANumber);
  }

  private Optional<String> text(Place parent, String name) {
    return need(parent, name).map(Place::text);
  }

  private Optional<Place> need(Place parent, String name) {
    Optional<Place> child = parent.child(name);
    if (child.isEmpty()) {
      faults.add(new IdentityFault(parent.xpath + "/" + name, Code.MISSING));
    }
    return child;
  }

  private <T> Optional<T> fault(Place place, Code code) {
    faults.add(new IdentityFault(place.xpath, code));
    return Optional.empty();
  }

  private record Place(Element element, String xpath) {
    String text() {
      return element.getTextContent();
    }

    Optional<Place> child(String name) {
      for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element child
            && name.equals(child.getLocalName())
            && String.valueOf(element.getNamespaceURI()).equals(child.getNamespaceURI())) {
          return Optional.of(new Place(child, xpath + "/" + name));
        }
      }
      return Optional.empty();
    }
  }
}
