package se.sluss.model.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.sluss.model.form.FormNode.Named;
import se.sluss.model.form.FormNode.Occurs;
import se.sluss.model.form.FormNode.Type;

/** Reads forms from the files that describe them. */
final class FormReader {
  private FormReader() {}

  static List<FormNode> members(JsonNode array) {
    if (!array.isArray() || array.isEmpty()) {
      throw new IllegalStateException("A form or a part of it has no members");
    }
    List<FormNode> nodes = new ArrayList<>();
    array.forEach(node -> nodes.add(node(node)));
    return List.copyOf(nodes);
  }

  private static FormNode node(JsonNode node) {
    if (node.has("choice")) {
      List<Named> alternatives = new ArrayList<>();
      node.path("choice").forEach(alternative -> alternatives.add(named(alternative)));
      return new FormNode.Choice(List.copyOf(alternatives));
    }
    if (node.has("flags")) {
      Map<String, String> elements = new LinkedHashMap<>();
      node.path("flags").properties().forEach(e -> elements.put(e.getKey(), e.getValue().asText()));
      return new FormNode.Flags(text(node, "name"), elements);
    }
    if (node.has("constant")) {
      return new FormNode.Constant(text(node, "element"), text(node, "constant"));
    }
    return named(node);
  }

  private static Named named(JsonNode node) {
    String name = text(node, "name");
    String element = text(node, "element");
    Occurs occurs = word(Occurs.class, node.path("occurs").asText("one"), name);
    return node.has("members")
        ? new FormNode.Group(name, element, occurs, members(node.path("members")))
        : new FormNode.Leaf(
            name, element, word(Type.class, node.path("type").asText("text"), name), occurs);
  }

  private static String text(JsonNode node, String member) {
    String value = node.path(member).asText("");
    if (value.isEmpty()) {
      throw new IllegalStateException("A member of a form lacks \"" + member + "\"");
    }
    return value;
  }

  private static <E extends Enum<E>> E word(Class<E> words, String text, String name) {
    try {
      return Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "The form's member " + name + " says \"" + text + "\", which is no word for it", e);
    }
  }
}
