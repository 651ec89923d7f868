package se.sluss.model.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;
import se.sluss.model.contract.SchemaFault.Code;

/**
 * Turns the validator's messages, which quote the document, into faults that do not: only the code
 * at the start is taken, and of the names in it those that the schema itself declares.
 */
final class SchemaFaults implements ErrorHandler {
  private static final Pattern CODE = Pattern.compile("^([a-z]+-[A-Za-z0-9.-]+):");
  private static final Pattern EXPECTED =
      Pattern.compile("(?:\"([^\"]*)\":)?([\\p{L}_][\\p{L}\\p{N}_.-]*)");
  private static final String ONE_OF = "One of '{";
  private static final String DATE = "'date'.";
  private static final Pattern LIST =
      Pattern.compile("enumeration '\\[([^]']*)]'\\. It must be a value from the enumeration\\.$");
  private static final Pattern TYPE =
      Pattern.compile("is not a valid value for '(boolean|integer|decimal|dateTime)'\\.$");
  static final int MOST = 1000;

  /** One that the schema leaves open and does not have; the validator goes on. */
  private static final String UNDECLARED = "cvc-complex-type.2.4.c";

  /** What is there is none of what can be, the end comes too early, or too late. */
  private static final Set<String> PLAIN =
      Set.of("cvc-complex-type.2.4.a", "cvc-complex-type.2.4.b", "cvc-complex-type.2.4.d");

  private final DomWalk walk;
  private final boolean isFirstLook;
  private final Set<String> schemaNames;
  private final List<Located> beside = new ArrayList<>();
  private final List<Stop> stops = new ArrayList<>();
  private final Set<String> valuesAlreadyFaulted = new HashSet<>();
  private boolean any;

  /**
   * @param isFirstLook at the document; in later ones only what the validator stops at is new
   */
  SchemaFaults(DomWalk walk, Set<String> schemaNames, boolean isFirstLook) {
    this.isFirstLook = isFirstLook;
    this.walk = walk;
    this.schemaNames = schemaNames;
  }

  /** Faults after which the validator went on. */
  List<Located> beside() {
    return beside;
  }

  /** Faults after which it looked no longer at the order of an element's children. */
  List<Stop> stops() {
    return stops;
  }

  @Override
  public void warning(SAXParseException exception) {
    // a warning is no fault: the document is valid
  }

  @Override
  public void error(SAXParseException exception) {
    add(String.valueOf(exception.getMessage()));
  }

  @Override
  public void fatalError(SAXParseException exception) {
    add(String.valueOf(exception.getMessage()));
  }

  /** Whether there was any, also of what is only supposed. */
  boolean any() {
    return any;
  }

  private void add(String message) {
    any = true;
    if (beside.size() + stops.size() >= MOST || walk.isBesideTheDocument()) {
      return;
    }
    Matcher matcher = CODE.matcher(message);
    String rule = matcher.find() ? matcher.group(1) : "";
    String at = walk.path();
    if (repeats(rule, at)) {
      return;
    }
    Code code = codeOf(rule, message);
    boolean stop =
        code == Code.MISSING_ELEMENT
            || (code == Code.UNEXPECTED_ELEMENT && !rule.equals(UNDECLARED));
    List<QName> expected = stop ? expectedIn(message) : List.of();
    List<String> names =
        stop
            ? expected.stream().map(QName::getLocalPart).distinct().toList()
            : allowedIn(message, code);
    Located located = new Located(walk.moment(), new SchemaFault(at, code, names));
    if (!stop && isFirstLook) {
      beside.add(located);
    } else if (stop) {
      stops.add(new Stop(walk.current(), walk.isAtEnd(), PLAIN.contains(rule), expected, located));
    }
  }

  /** The validator reports a bad value twice: by the facet, then by the type of the element. */
  private boolean repeats(String rule, String at) {
    if (rule.equals("cvc-type.3.1.3") || rule.equals("cvc-attribute.3")) {
      return valuesAlreadyFaulted.contains(at);
    }
    if (rule.endsWith("-valid") || rule.startsWith("cvc-datatype-valid")) {
      return !valuesAlreadyFaulted.add(at);
    }
    return false;
  }

  private List<QName> expectedIn(String message) {
    Set<QName> names = new LinkedHashSet<>();
    int at = message.lastIndexOf(ONE_OF);
    if (at >= 0) {
      for (String quoted : message.substring(at + ONE_OF.length()).split(",\\s*")) {
        Matcher name = EXPECTED.matcher(quoted);
        if (name.lookingAt() && schemaNames.contains(name.group(2))) {
          names.add(new QName(name.group(1), name.group(2)));
        }
      }
    }
    return List.copyOf(names);
  }

  /** What the schema allows in the place of a value; it ends the message, behind the value. */
  private static List<String> allowedIn(String message, Code code) {
    return switch (code) {
      case NOT_IN_LIST -> {
        Matcher list = LIST.matcher(message);
        yield list.find() ? List.of(list.group(1).split(", ")) : List.of();
      }
      case WRONG_TYPE -> {
        Matcher type = TYPE.matcher(message);
        yield type.find() ? List.of(type.group(1)) : List.of();
      }
      default -> List.of();
    };
  }

  /** The name of the type ends the message, behind the value. */
  private static Code codeOf(String rule, String message) {
    return rule.startsWith("cvc-datatype-valid") && message.endsWith(DATE)
        ? Code.NOT_A_DATE
        : codeOf(rule);
  }

  private static Code codeOf(String rule) {
    return switch (rule) {
      case "cvc-elt.1", "cvc-elt.1.a" -> Code.UNKNOWN_DOCUMENT;
      case "cvc-complex-type.2.4.b", "cvc-complex-type.2.4.i", "cvc-complex-type.2.4.j" ->
          Code.MISSING_ELEMENT;
      case "cvc-complex-type.2.3" -> Code.TEXT_NOT_ALLOWED;
      case "cvc-type.3.1.2", "cvc-complex-type.2.1", "cvc-complex-type.2.2" ->
          Code.ELEMENTS_NOT_ALLOWED;
      case "cvc-pattern-valid" -> Code.WRONG_PATTERN;
      case "cvc-length-valid", "cvc-minLength-valid", "cvc-maxLength-valid" -> Code.WRONG_LENGTH;
      case "cvc-enumeration-valid" -> Code.NOT_IN_LIST;
      case "cvc-minInclusive-valid",
          "cvc-maxInclusive-valid",
          "cvc-minExclusive-valid",
          "cvc-maxExclusive-valid",
          "cvc-totalDigits-valid",
          "cvc-fractionDigits-valid" ->
          Code.OUT_OF_RANGE;
      case "cvc-type.3.1.1", "cvc-complex-type.3.2.1", "cvc-complex-type.3.2.2" ->
          Code.ATTRIBUTE_NOT_ALLOWED;
      case "cvc-complex-type.4" -> Code.ATTRIBUTE_MISSING;
      case "cvc-type.3.1.3", "cvc-attribute.3" -> Code.WRONG_TYPE;
      default -> {
        if (rule.startsWith("cvc-complex-type.2.4")) {
          yield Code.UNEXPECTED_ELEMENT;
        }
        yield rule.startsWith("cvc-datatype-valid") ? Code.WRONG_TYPE : Code.INVALID;
      }
    };
  }
}
