package se.sluss.model.contract;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What is supposed of a document so that the validator goes on where it stopped: that what it
 * expected were there, or, when that does not help, that the element which cannot stand there were
 * not. So it finds the next fault among the same children, and no schema is read but by it.
 */
final class Supposed {
  // Most documents have nothing supposed of them: maps are asked only when something is.

  /** More than any schema of the contract has in a row. */
  private static final int MOST_IN_A_ROW = 32;

  private final Map<Element, List<QName>> before = new IdentityHashMap<>();
  private final Map<Element, List<QName>> atEnd = new IdentityHashMap<>();
  private final Map<Element, Boolean> absent = new IdentityHashMap<>();

  /** Faults before an element that is not known to be allowed behind what is supposed. */
  private final Map<Element, List<Located>> undecided = new IdentityHashMap<>();

  /** The elements that are supposed directly before this one. */
  List<QName> before(Element element) {
    return before.isEmpty() ? List.of() : before.getOrDefault(element, List.of());
  }

  /** The elements that are supposed as the last children of this one. */
  List<QName> atEnd(Element element) {
    return atEnd.isEmpty() ? List.of() : atEnd.getOrDefault(element, List.of());
  }

  boolean isAbsent(Element element) {
    return !absent.isEmpty() && absent.containsKey(element);
  }

  /**
   * Supposes one thing more for each stop.
   *
   * @param stops of the walk with what was supposed so far
   * @return the faults that are certain now and have not been answered before
   */
  List<Located> goOn(List<Stop> stops) {
    List<Located> certain = new ArrayList<>(passed(stops));
    for (Stop stop : stops) {
      if (stop.atEnd()) {
        certain.add(stop.told());
        supposeNext(atEnd.computeIfAbsent(stop.element(), any -> new ArrayList<>()), stop);
      } else {
        certain.addAll(goOnAt(stop));
      }
    }
    return certain;
  }

  /** What was missing before elements that the validator takes now. */
  private List<Located> passed(List<Stop> stops) {
    Map<Element, Boolean> stopped = new IdentityHashMap<>();
    stops.forEach(stop -> stopped.put(stop.element(), true));
    List<Located> certain = new ArrayList<>();
    undecided
        .entrySet()
        .removeIf(
            waiting -> {
              boolean taken = !stopped.containsKey(waiting.getKey());
              if (taken) {
                certain.addAll(waiting.getValue());
              }
              return taken;
            });
    return certain;
  }

  private List<Located> goOnAt(Stop stop) {
    Element element = stop.element();
    boolean first = !undecided.containsKey(element);
    List<Located> more = undecided.computeIfAbsent(element, any -> new ArrayList<>());
    List<QName> supposed = before.computeIfAbsent(element, any -> new ArrayList<>());
    if (comesLater(stop) || !supposeNext(supposed, stop)) {
      before.remove(element);
      undecided.remove(element);
      absent.put(element, true);
    } else if (!first) {
      more.add(stop.told());
    }
    return first ? List.of(stop.told()) : List.of();
  }

  /** Whether one more could be supposed: what must be there is the last of what can. */
  private static boolean supposeNext(List<QName> supposed, Stop stop) {
    if (stop.expected().isEmpty() || supposed.size() == MOST_IN_A_ROW) {
      return false;
    }
    QName next = stop.expected().getLast();
    boolean again = !supposed.isEmpty() && supposed.getLast().equals(next);
    return !again && supposed.add(next);
  }

  /** Whether what is expected stands behind it, so that it is the one that is out of place. */
  private static boolean comesLater(Stop stop) {
    Set<QName> expected = Set.copyOf(stop.expected());
    for (Node node = stop.element().getNextSibling(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.ELEMENT_NODE && expected.contains(nameOf(node))) {
        return true;
      }
    }
    return false;
  }

  private static QName nameOf(Node element) {
    String uri = element.getNamespaceURI();
    return new QName(uri == null ? "" : uri, element.getLocalName());
  }
}
