package se.sluss.model.form;

import java.util.List;
import java.util.Map;

/** One part of a form, in the order in which the XML has it. */
sealed interface FormNode {

  /** A member of the JSON that is an element of the XML. */
  sealed interface Named extends FormNode permits Leaf, Group {
    String name();

    String element();

    Occurs occurs();
  }

  /** A member with a value. */
  record Leaf(String name, String element, Type type, Occurs occurs) implements Named {}

  /** A member that is an object. */
  record Group(String name, String element, Occurs occurs, List<FormNode> members)
      implements Named {}

  /** Members of which there is exactly one. */
  record Choice(List<Named> alternatives) implements FormNode {}

  /** A member whose value names the one empty statement that is made, by value. */
  record Flags(String name, Map<String, String> elementByValue) implements FormNode {}

  /** An element that always says the same, and no member. */
  record Constant(String element, String text) implements FormNode {}

  /** How often there may be one. */
  enum Occurs {
    ONE,
    OPTIONAL,
    MANY,
    /** As many as there are, and said as an empty list when there are none. */
    LISTED;

    boolean isList() {
      return this == MANY || this == LISTED;
    }
  }

  /** What a value is in the JSON. */
  enum Type {
    TEXT,
    /** A text whose white space outside means nothing. */
    DATE,
    INTEGER,
    BOOLEAN,
    /** True, or not there. */
    FLAG
  }
}
