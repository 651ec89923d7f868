package se.sluss.model.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What is supposed of a document so that the validator goes on where it stopped: that what it
 * expected were there, or, when that does not help, that the element which cannot stand there were
 * not. So it finds the next fault among the same children, and no schema is read but by it.
 *
 * <p>Most documents have nothing supposed of them: the maps are asked only when something is.
 */
final class Supposed {
  /** More than the contract has in a row. */
  private static final int MOST_IN_A_ROW = 32;

  /** Of a document that is looked at for the first time; nothing is ever added to it. */
  static final Supposed NOTHING = new Supposed(Set.of());

  private final Set<String> schemaNames;

  /** How many elements are in each. */
  private final Map<Element, Integer> sizes = new IdentityHashMap<>();

  /** Elements among whose children, or further in, the validator stopped. */
  private final Set<Element> open = identities();

  private final Map<Element, List<QName>> before = new IdentityHashMap<>();
  private final Map<Element, List<QName>> atEnd = new IdentityHashMap<>();

  private final Set<Element> absent = identities();

  /** Faults before an element that is not known to be allowed behind what is supposed. */
  private final Map<Element, List<Located>> undecided = new IdentityHashMap<>();

  /** By their parents, the names of those that stand between what is as it should be. */
  private final Map<Element, List<QName>> displaced = new IdentityHashMap<>();

  /** By what they are supposed before, the names that were told where they stand. */
  private final Map<Element, List<QName>> toldElsewhere = new IdentityHashMap<>();

  /** Elements about whose children no more is found out. */
  private final Set<Element> givenUp = identities();

  private boolean more;

  Supposed(Set<String> schemaNames) {
    this.schemaNames = schemaNames;
  }

  /** The elements that are supposed directly before this one. */
  List<QName> before(Element element) {
    return before.isEmpty() ? List.of() : before.getOrDefault(element, List.of());
  }

  /** The elements that are supposed as the last children of this one. */
  List<QName> atEnd(Element element) {
    return atEnd.isEmpty() ? List.of() : atEnd.getOrDefault(element, List.of());
  }

  boolean isAbsent(Element element) {
    return !absent.isEmpty() && absent.contains(element);
  }

  /** Whether no more is found out about what is in it. */
  boolean isSettled(Element element) {
    return !sizes.isEmpty() && !open.contains(element);
  }

  /** With itself; only once something is supposed. */
  int elementsIn(Element element) {
    return sizes.getOrDefault(element, 1);
  }

  /** Whether the last stops led to anything that was not supposed before. */
  boolean isMore() {
    return more;
  }

  /**
   * Supposes one thing more for each stop.
   *
   * @param root of the document
   * @param stops of the walk with what was supposed so far
   * @return the faults that are certain now and have not been answered before
   */
  List<Located> goOn(Element root, List<Stop> stops) {
    more = false;
    if (sizes.isEmpty()) {
      count(root);
    }
    open.clear();
    List<Located> certain = new ArrayList<>(passed(stops));
    for (Stop stop : stops) {
      if (givenUp.contains(stop.parent())) {
        continue;
      }
      open(stop.parent());
      if (!stop.isPlain()) {
        givenUp.add(stop.parent());
        certain.add(stop.told());
      } else if (isTold(stop)) {
        more = true;
      } else if (stop.atEnd()) {
        certain.add(stop.told());
        if (!supposeNext(listed(atEnd, stop.element()), stop)) {
          givenUp.add(stop.element());
        }
      } else {
        certain.addAll(goOnAt(stop));
      }
    }
    return certain;
  }

  private void open(Element element) {
    for (Node around = element; around instanceof Element one; around = one.getParentNode()) {
      open.add(one);
    }
  }

  private int count(Element element) {
    int all = 1;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element one) {
        all += count(one);
      }
    }
    sizes.put(element, all);
    return all;
  }

  /** What was missing before elements that the validator takes now. */
  private List<Located> passed(List<Stop> stops) {
    Set<Element> stopped = identities();
    stops.stream().filter(stop -> !stop.atEnd()).map(Stop::element).forEach(stopped::add);
    List<Located> certain = new ArrayList<>();
    undecided
        .entrySet()
        .removeIf(
            waiting -> {
              boolean left = !stopped.contains(waiting.getKey());
              if (left && !isWithinAbsent(waiting.getKey())) {
                certain.addAll(waiting.getValue());
              }
              return left;
            });
    return certain;
  }

  /** Whether what is missing was told where it stands; supposes it. */
  private boolean isTold(Stop stop) {
    List<QName> names = displaced.getOrDefault(stop.parent(), new ArrayList<>());
    for (QName name : stop.expected()) {
      if (names.remove(name)) {
        Map<Element, List<QName>> place = stop.atEnd() ? atEnd : before;
        listed(place, stop.element()).add(name);
        listed(toldElsewhere, stop.element()).add(name);
        return true;
      }
    }
    return false;
  }

  private List<Located> goOnAt(Stop stop) {
    Element element = stop.element();
    String local = element.getLocalName();
    Optional<QName> sameName =
        stop.expected().stream().filter(name -> name.getLocalPart().equals(local)).findFirst();
    boolean first = !undecided.containsKey(element);
    if (sameName.isPresent()) {
      List<Located> certain =
          new ArrayList<>(Optional.ofNullable(undecided.remove(element)).orElseGet(List::of));
      certain.add(stop.told());
      takeAwayFor(sameName.get(), element);
      return certain;
    }
    if (first && !schemaNames.contains(local)) {
      replaceUnknown(stop);
      return List.of(stop.told());
    }
    List<Located> found = undecided.computeIfAbsent(element, any -> new ArrayList<>());
    boolean isDisplaced = isExpectedNext(stop);
    if (isDisplaced || !supposeNext(listed(before, element), stop)) {
      undecided.remove(element);
      before.remove(element);
      listed(displaced, stop.parent()).addAll(listed(toldElsewhere, element));
      takeAway(element);
      if (isDisplaced) {
        listed(displaced, stop.parent()).add(nameOf(element));
      }
    } else if (!first) {
      found.add(stop.told());
    }
    return first ? List.of(stop.told()) : List.of();
  }

  /**
   * An element whose name the schema lacks is mistyped as likely as not, and there in place of what
   * was expected: that this is missing would say the same again, unless it comes later.
   */
  private void replaceUnknown(Stop stop) {
    if (stop.expected().isEmpty() || comesLater(stop)) {
      takeAway(stop.element());
    } else {
      takeAwayFor(stop.expected().getLast(), stop.element());
    }
  }

  private void takeAwayFor(QName instead, Element element) {
    listed(before, element).add(instead);
    takeAway(element);
  }

  private void takeAway(Element element) {
    more = true;
    absent.add(element);
  }

  /** Whether one more could be supposed: what must be there is the last of what can. */
  private boolean supposeNext(List<QName> supposed, Stop stop) {
    if (stop.expected().isEmpty() || supposed.size() == MOST_IN_A_ROW) {
      return false;
    }
    QName next = stop.expected().getLast();
    if (!supposed.isEmpty() && supposed.getLast().equals(next)) {
      return false;
    }
    more = true;
    return supposed.add(next);
  }

  /** Whether it stands between what is there as it should be. */
  private boolean isExpectedNext(Stop stop) {
    Node next = nextElement(stop.element());
    while (next != null && isAbsent((Element) next)) {
      next = nextElement(next);
    }
    return next != null && stop.expected().contains(nameOf(next));
  }

  private static boolean comesLater(Stop stop) {
    Node next = nextElement(stop.element());
    while (next != null && !stop.expected().contains(nameOf(next))) {
      next = nextElement(next);
    }
    return next != null;
  }

  private static Node nextElement(Node element) {
    Node next = element.getNextSibling();
    while (next != null && next.getNodeType() != Node.ELEMENT_NODE) {
      next = next.getNextSibling();
    }
    return next;
  }

  private boolean isWithinAbsent(Element element) {
    for (Node around = element; around != null; around = around.getParentNode()) {
      if (around instanceof Element one && absent.contains(one)) {
        return true;
      }
    }
    return false;
  }

  private static QName nameOf(Node element) {
    String uri = element.getNamespaceURI();
    return new QName(uri == null ? "" : uri, element.getLocalName());
  }

  private static List<QName> listed(Map<Element, List<QName>> names, Element by) {
    return names.computeIfAbsent(by, any -> new ArrayList<>());
  }

  private static Set<Element> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
