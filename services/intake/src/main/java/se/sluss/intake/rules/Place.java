package se.sluss.intake.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element and where it stands. Looks at its children once. Used by one thread. */
final class Place {
  private final Element element;
  private final String xpath;
  private @Nullable Map<String, List<Place>> children;

  /**
   * @param xpath by local names, with a number where several of a name stand beside each other
   */
  Place(Element element, String xpath) {
    this.element = element;
    this.xpath = xpath;
  }

  String xpath() {
    return xpath;
  }

  String text() {
    return element.getTextContent();
  }

  /** The first child of that name. */
  Optional<Place> child(String name) {
    List<Place> of = children(name);
    return of.isEmpty() ? Optional.empty() : Optional.of(of.getFirst());
  }

  List<Place> children(String name) {
    return byName().getOrDefault(name, List.of());
  }

  /** All of the document's own, name by name. */
  List<Place> children() {
    List<Place> all = new ArrayList<>();
    byName().values().forEach(all::addAll);
    return all;
  }

  private Map<String, List<Place>> byName() {
    if (children == null) {
      Map<String, List<Element>> elements = new LinkedHashMap<>();
      for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element child
            && String.valueOf(element.getNamespaceURI()).equals(child.getNamespaceURI())) {
          elements.computeIfAbsent(child.getLocalName(), _ -> new ArrayList<>()).add(child);
        }
      }
      Map<String, List<Place>> places = new LinkedHashMap<>();
      elements.forEach((name, of) -> places.put(name, places(name, of)));
      children = places;
    }
    return children;
  }

  private List<Place> places(String name, List<Element> of) {
    if (of.size() == 1) {
      return List.of(new Place(of.getFirst(), xpath + "/" + name));
    }
    List<Place> places = new ArrayList<>(of.size());
    for (Element each : of) {
      places.add(new Place(each, xpath + "/" + name + "[" + (places.size() + 1) + "]"));
    }
    return places;
  }
}
