package se.sluss.intake.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element and where it stands.
 *
 * @param xpath by local names, with a number where several of a name stand beside each other
 */
record Place(Element element, String xpath) {

  String text() {
    return element.getTextContent();
  }

  /** The first child of that name. */
  Optional<Place> child(String name) {
    return children(name).stream().findFirst();
  }

  /** All of the document's own, name by name. */
  List<Place> children() {
    Set<String> names = new LinkedHashSet<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        names.add(child.getLocalName());
      }
    }
    return names.stream().flatMap(name -> children(name).stream()).toList();
  }

  List<Place> children(String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child
          && name.equals(child.getLocalName())
          && String.valueOf(element.getNamespaceURI()).equals(child.getNamespaceURI())) {
        found.add(child);
      }
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String number = found.size() == 1 ? "" : "[" + (i + 1) + "]";
      places.add(new Place(found.get(i), xpath + "/" + name + number));
    }
    return places;
  }
}
