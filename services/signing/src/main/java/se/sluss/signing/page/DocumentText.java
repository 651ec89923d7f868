package se.sluss.signing.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.signing.order.Language;

/**
 * Everything that a document says, in the order in which it says it: sections of labelled values,
 * and tables where something repeats. It leaves nothing out, whatever the version of the document.
 */
public record DocumentText(List<Section> sections) {
  private static final Set<String> REPEATING = Set.of("rapportRad", "berakningsperiod");

  /** Elements of a row that only say what kind of time it was. */
  private static final Set<String> KINDS = Set.of("aktivTid", "vanteTid", "beredskapsTid");

  private static final Pattern PERSONAL = Pattern.compile("[0-9]{12}");
  private static final Pattern ORGANISATION = Pattern.compile("[0-9]{10}");

  /** One labelled value. */
  public record Value(String label, String text) {}

  /**
   * A part of the document.
   *
   * @param columns heads of the table; empty when there is none
   */
  public record Section(
      String title, List<Value> values, List<String> columns, List<List<String>> rows) {}

  static DocumentText of(Document document, Language language) {
    List<Section> sections = new ArrayList<>();
    new Reader(language, sections).section(document.getDocumentElement());
    return new DocumentText(sections);
  }

  private record Reader(Language language, List<Section> sections) {
    void section(Element element) {
      List<Value> values = new ArrayList<>();
      List<Element> inner = new ArrayList<>();
      for (Element child : children(element)) {
        if (children(child).isEmpty()) {
          values.add(value(child));
        } else {
          inner.add(child);
        }
      }
      List<Element> rows = inner.stream().filter(named(REPEATING)).toList();
      if (!values.isEmpty() || rows.isEmpty() && inner.isEmpty()) {
        sections.add(new Section(label(element), values, List.of(), List.of()));
      }
      if (!rows.isEmpty()) {
        sections.add(table(rows));
      }
      inner.stream().filter(named(REPEATING).negate()).forEach(this::section);
    }

    private Section table(List<Element> elements) {
      List<Map<String, String>> rows = elements.stream().map(this::row).toList();
      Set<String> columns = new LinkedHashSet<>();
      rows.forEach(row -> columns.addAll(row.keySet()));
      return new Section(
          label(elements.getFirst()),
          List.of(),
          List.copyOf(columns),
          rows.stream()
              .map(row -> columns.stream().map(column -> row.getOrDefault(column, "")).toList())
              .toList());
    }

    private Map<String, String> row(Element element) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (Element cell : children(element)) {
        if (KINDS.contains(cell.getLocalName())) {
          cells.put(language == Language.SV ? "Slag" : "Kind", label(cell));
        } else {
          cells.put(label(cell), value(cell).text());
        }
      }
      return cells;
    }

    private Value value(Element leaf) {
      String text = leaf.getTextContent().strip();
      boolean swedish = language == Language.SV;
      return new Value(
          label(leaf),
          switch (text) {
            case "true" -> swedish ? "Ja" : "Yes";
            case "false" -> swedish ? "Nej" : "No";
            default -> grouped(leaf.getLocalName(), text);
          });
    }

    private String label(Element element) {
      return FieldLabels.of(element.getLocalName(), language);
    }
  }

  private static String grouped(String element, String text) {
    boolean person = element.equals("personnummer") || element.equals("samordningsnummer");
    if (person && PERSONAL.matcher(text).matches()) {
      return text.substring(0, 8) + "-" + text.substring(8);
    }
    return element.equals("organisationsnummer") && ORGANISATION.matcher(text).matches()
        ? text.substring(0, 6) + "-" + text.substring(6)
        : text;
  }

  private static Predicate<Element> named(Set<String> names) {
    return element -> names.contains(element.getLocalName());
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }
}
