package se.sluss.intake.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import se.sluss.kit.problem.MemberName;

/** Names of members that mean nothing: each once, as they are shown; the first of very many. */
final class UnknownMembers {
  private static final int MOST_TOLD = 100;

  private final Set<String> shown = new LinkedHashSet<>();

  /** Those of an object that are not among the known. */
  static Set<String> of(JsonNode object, Set<String> known) {
    var unknown = new UnknownMembers();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        unknown.add(name);
      }
    }
    return unknown.shown();
  }

  void add(String name) {
    if (shown.size() < MOST_TOLD) {
      shown.add(MemberName.shown(name));
    }
  }

  Set<String> shown() {
    return Collections.unmodifiableSet(shown);
  }
}
