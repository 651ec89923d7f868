package se.sluss.intake.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element and where it stands. Many are looked at and few are told of, so the words for where
 * are made when they are asked for.
 */
final class Place {
  private final Element element;
  private final @Nullable Place parent;
  private final String step;
  private final int number;

  private Place(Element element, @Nullable Place parent, String step, int number) {
    this.element = element;
    this.parent = parent;
    this.step = step;
    this.number = number;
  }

  /** The element of a whole document. */
  static Place root(Element element, String name) {
    return new Place(element, null, name, 0);
  }

  /** By local names, with a number where several of a name stand beside each other. */
  String xpath() {
    String before = parent == null ? "" : parent.xpath();
    return before + "/" + step + (number == 0 ? "" : "[" + number + "]");
  }

  String text() {
    return element.getTextContent();
  }

  /** The first child of that name. */
  Optional<Place> child(String name) {
    Element first = next(element.getFirstChild(), name);
    if (first == null) {
      return Optional.empty();
    }
    boolean alone = next(first.getNextSibling(), name) == null;
    return Optional.of(new Place(first, this, name, alone ? 0 : 1));
  }

  List<Place> children(String name) {
    List<Element> elements = new ArrayList<>();
    Element each = next(element.getFirstChild(), name);
    while (each != null) {
      elements.add(each);
      each = next(each.getNextSibling(), name);
    }
    return places(name, elements);
  }

  /** The first own element of that name, from a node on. */
  private @Nullable Element next(@Nullable Node from, String name) {
    for (Node node = from; node != null; node = node.getNextSibling()) {
      if (node instanceof Element child
          && isOwn(element, child)
          && name.equals(child.getLocalName())) {
        return child;
      }
    }
    return null;
  }

  /** All of the document's own, name by name. */
  List<Place> children() {
    Map<String, List<Element>> byName = new LinkedHashMap<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && isOwn(element, child)) {
        byName.computeIfAbsent(child.getLocalName(), _ -> new ArrayList<>(1)).add(child);
      }
    }
    List<Place> all = new ArrayList<>();
    byName.forEach((name, elements) -> all.addAll(places(name, elements)));
    return all;
  }

  /**
   * Whether any element without own ones in it has such a text; much cheaper than a look at each.
   */
  boolean hasLeaf(Predicate<String> text) {
    return hasLeaf(element, text);
  }

  private static boolean hasLeaf(Element element, Predicate<String> text) {
    boolean isLeaf = true;
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && isOwn(element, child)) {
        if (hasLeaf(child, text)) {
          return true;
        }
        isLeaf = false;
      }
    }
    return isLeaf && text.test(element.getTextContent());
  }

  private static boolean isOwn(Element parent, Element child) {
    return String.valueOf(parent.getNamespaceURI()).equals(child.getNamespaceURI());
  }

  private List<Place> places(String name, List<Element> elements) {
    List<Place> places = new ArrayList<>(elements.size());
    for (Element each : elements) {
      int nth = elements.size() == 1 ? 0 : places.size() + 1;
      places.add(new Place(each, this, name, nth));
    }
    return places;
  }
}
