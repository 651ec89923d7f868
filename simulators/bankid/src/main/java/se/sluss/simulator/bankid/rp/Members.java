package se.sluss.simulator.bankid.rp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object member by member. Wrong types, wrong lengths and members that nobody asked
 * for are invalid parameters.
 */
final class Members {
  private final String where;
  private final JsonNode object;
  private final Set<String> known = new HashSet<>();

  private Members(String where, JsonNode object) {
    this.where = where;
    this.object = object;
  }

  static Members of(JsonNode body) throws RpErrorException {
    if (!body.isObject()) {
      throw RpErrorException.invalidParameters("Invalid body");
    }
    return new Members("", body);
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** The object's size in members. */
  int size() {
    return object.size();
  }

  String required(String name, int min, int max) throws RpErrorException {
    String value = string(name, min, max);
    if (value == null) {
      throw invalid(name);
    }
    return value;
  }

  @Nullable String string(String name, int min, int max) throws RpErrorException {
    return string(name, value -> value.length() >= min && value.length() <= max);
  }

  @Nullable String string(String name, Predicate<String> rule) throws RpErrorException {
    JsonNode node = take(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() || !rule.test(node.textValue())) {
      throw invalid(name);
    }
    return node.textValue();
  }

  boolean flag(String name) throws RpErrorException {
    JsonNode node = take(name);
    if (node != null && !node.isBoolean()) {
      throw invalid(name);
    }
    return node != null && node.booleanValue();
  }

  List<String> strings(String name, Predicate<String> rule) throws RpErrorException {
    JsonNode node = take(name);
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.isEmpty()) {
      throw invalid(name);
    }
    List<String> values = new ArrayList<>();
    for (JsonNode one : node) {
      if (!one.isTextual() || !rule.test(one.textValue())) {
        throw invalid(name);
      }
      values.add(one.textValue());
    }
    return values;
  }

  /** A member that is an object itself, or nothing. */
  @Nullable Members object(String name) throws RpErrorException {
    JsonNode node = take(name);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw invalid(name);
    }
    return new Members(where + name + ".", node);
  }

  /** Refuses every member that was not read. */
  void noOthers() throws RpErrorException {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw invalid(name);
      }
    }
  }

  RpErrorException invalid(String name) {
    return RpErrorException.invalidParameters("Invalid " + where + name);
  }

  private @Nullable JsonNode take(String name) {
    known.add(name);
    return object.get(name);
  }
}
