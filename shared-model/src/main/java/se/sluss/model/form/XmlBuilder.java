package se.sluss.model.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import se.sluss.model.form.FormFault.Code;
import se.sluss.model.form.FormNode.Named;
import se.sluss.model.form.FormNode.Occurs;
import se.sluss.model.xml.CanonicalForm;
import se.sluss.model.xml.HardenedXml;

/** Builds one document from JSON and gathers what does not fit on the way. */
final class XmlBuilder {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_-]{1,40}");

  /** Of a date, where the schema allows it. */
  static final Pattern ZONED = Pattern.compile("(Z|[+-]\\d\\d:\\d\\d)$");

  /** Faults that are told: a list of millions that are none is not built to the end. */
  private static final int MOST = 1000;

  private final String namespace;
  private final Document document;
  private final List<FormFault> faults = new ArrayList<>();

  XmlBuilder(String namespace) {
    this.namespace = namespace;
    try {
      this.document =
          DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("There is no XML builder", e);
    }
  }

  Form.Built build(String root, List<FormNode> members, JsonNode json) {
    Element element = document.createElementNS(namespace, root);
    element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", namespace);
    document.appendChild(element);
    fill(element, members, json, "");
    return new Form.Built(CanonicalForm.of(document), List.copyOf(faults));
  }

  private void fill(Element parent, List<FormNode> members, JsonNode json, String pointer) {
    if (!json.isObject()) {
      fault(pointer, Code.WRONG_TYPE, "object");
      return;
    }
    refuseUnknown(members, json, pointer);
    for (FormNode member : members) {
      switch (member) {
        case Named named -> named(parent, named, json.path(named.name()), pointer);
        case FormNode.Choice choice -> choice(parent, choice, json, pointer);
        case FormNode.Flags flags -> flags(parent, flags, json.path(flags.name()), pointer);
        case FormNode.Constant(String element, String text) -> append(parent, element, text);
      }
    }
  }

  private void named(Element parent, Named member, JsonNode value, String pointer) {
    String at = pointer + "/" + member.name();
    if (isAbsent(value)) {
      if (member.occurs() == Occurs.ONE || member.occurs() == Occurs.LISTED) {
        fault(at, Code.MISSING);
      }
    } else if (!member.occurs().isList()) {
      one(parent, member, value, at);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size() && faults.size() < MOST; i++) {
        one(parent, member, value.get(i), at + "/" + i);
      }
    } else {
      fault(at, Code.WRONG_TYPE, "array");
    }
  }

  private void one(Element parent, Named member, JsonNode value, String at) {
    switch (member) {
      case FormNode.Group group -> {
        Element element = document.createElementNS(namespace, group.element());
        parent.appendChild(element);
        fill(element, group.members(), value, at);
      }
      case FormNode.Leaf leaf ->
          text(leaf, value, at).ifPresent(text -> append(parent, leaf.element(), text));
    }
  }

  private Optional<String> text(FormNode.Leaf leaf, JsonNode value, String at) {
    return switch (leaf.type()) {
      case TEXT -> value.isTextual() ? xmlText(value.textValue(), at) : wrong(at, "string");
      case DATE -> date(value, at);
      case INTEGER -> integer(value, at);
      case BOOLEAN ->
          value.isBoolean()
              ? Optional.of(String.valueOf(value.booleanValue()))
              : wrong(at, "boolean");
      case FLAG -> {
        if (value.isBoolean() && value.booleanValue()) {
          yield Optional.of("true");
        }
        yield value.isBoolean() ? fault(at, Code.NOT_IN_LIST, "true") : wrong(at, "boolean");
      }
    };
  }

  /** Also one that is written as 3.0 or 3e0, which is an integer to JSON Schema. */
  private Optional<String> integer(JsonNode value, String at) {
    if (value.isIntegralNumber()) {
      return Optional.of(value.bigIntegerValue().toString());
    }
    return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
        ? Optional.of(Integer.toString(value.intValue()))
        : wrong(at, "integer");
  }

  /** White space around it and a time zone, which the schema allows, are no part of a date. */
  private Optional<String> date(JsonNode value, String at) {
    if (!value.isTextual()) {
      return wrong(at, "string");
    }
    String text = value.textValue();
    return ZONED.matcher(text).find() || !text.equals(text.strip())
        ? fault(at, Code.NOT_A_DATE)
        : xmlText(text, at);
  }

  /**
   * What XML 1.0 cannot hold at all, not even escaped, is refused before it is written, and so is
   * what would not be read again.
   */
  private Optional<String> xmlText(String text, String at) {
    if (text.length() > HardenedXml.MAX_TEXT) {
      return fault(at, Code.WRONG_LENGTH);
    }
    boolean allowed =
        text.codePoints()
            .allMatch(
                c ->
                    c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || (c >= 0x10000 && c <= 0x10FFFF));
    return allowed ? Optional.of(text) : fault(at, Code.NOT_ALLOWED_IN_XML);
  }

  private void choice(Element parent, FormNode.Choice choice, JsonNode json, String pointer) {
    List<Named> chosen =
        choice.alternatives().stream().filter(a -> !isAbsent(json.path(a.name()))).toList();
    if (chosen.size() != 1) {
      fault(
          pointer,
          chosen.isEmpty() ? Code.NONE_OF : Code.MORE_THAN_ONE,
          choice.alternatives().stream().map(Named::name).toArray(String[]::new));
    }
    chosen.forEach(named -> named(parent, named, json.path(named.name()), pointer));
  }

  private void flags(Element parent, FormNode.Flags flags, JsonNode value, String pointer) {
    String at = pointer + "/" + flags.name();
    String[] words = flags.elementByValue().keySet().toArray(String[]::new);
    if (isAbsent(value)) {
      fault(at, Code.MISSING, words);
    } else if (!value.isTextual()) {
      fault(at, Code.WRONG_TYPE, "string");
    } else {
      String element = flags.elementByValue().get(value.textValue());
      if (element == null) {
        fault(at, Code.NOT_IN_LIST, words);
      } else {
        append(parent, element, "true");
      }
    }
  }

  private void refuseUnknown(List<FormNode> members, JsonNode json, String pointer) {
    Set<String> known = new HashSet<>();
    for (FormNode member : members) {
      switch (member) {
        case Named named -> known.add(named.name());
        case FormNode.Choice choice -> choice.alternatives().forEach(a -> known.add(a.name()));
        case FormNode.Flags flags -> known.add(flags.name());
        case FormNode.Constant _ -> {
          // no member of the JSON
        }
      }
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                boolean plain = PLAIN_NAME.matcher(name).matches();
                fault(pointer + "/" + (plain ? name : "*"), Code.UNKNOWN_MEMBER);
              }
            });
  }

  private void append(Element parent, String name, String text) {
    Element element = document.createElementNS(namespace, name);
    element.setTextContent(text);
    parent.appendChild(element);
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private Optional<String> wrong(String at, String type) {
    return fault(at, Code.WRONG_TYPE, type);
  }

  private Optional<String> fault(String at, Code code, String... names) {
    if (faults.size() < MOST) {
      faults.add(new FormFault(at, code, List.of(names)));
    }
    return Optional.empty();
  }
}
