package se.sluss.model.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** One schema, compiled once and used by any number of threads. */
final class CompiledSchema {
  private static final String LOCALE = "http://apache.org/xml/properties/locale";

  /** A validator keeps names and texts that it has met; after so many characters it is let go. */
  private static final int MOST_OF_A_VALIDATOR = 1 << 20;

  /**
   * How often one document is looked at, each time for one more fault of each element's children.
   */
  private static final int MOST_LOOKS = 40;

  /** In characters and what elements cost beside: after the first look they may cost so much. */
  private static final long MOST_WORK = 1 << 18;

  private final Schema schema;
  private final Set<String> names;

  /** Making one costs more than what it does; each serves one document at a time. */
  private final Queue<Validator> resting = new ArrayBlockingQueue<>(16);

  private record Look(SchemaFaults found, long work) {}

  private record Validator(ValidatorHandler handler, long charactersLeft) {}

  private CompiledSchema(Schema schema, Set<String> names) {
    this.schema = schema;
    this.names = names;
  }

  /**
   * Compiles a file and what it imports.
   *
   * @throws IllegalStateException naming the file when it is missing or does not compile
   */
  static CompiledSchema of(SchemaSource source, String fileName) {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, SchemaSource.SCHEME);
      factory.setResourceResolver(source);
      Schema schema = factory.newSchema(new SAXSource(source.open(fileName)));
      return new CompiledSchema(schema, source.names());
    } catch (SAXParseException e) {
      throw new IllegalStateException(
          "Schema file %s does not compile, line %d: %s"
              .formatted(fileName, e.getLineNumber(), e.getMessage()),
          e);
    } catch (SAXException e) {
      throw new IllegalStateException(
          "Schema file " + fileName + " does not compile: " + e.getMessage(), e);
    }
  }

  /**
   * The faults of the tree under the element, in document order; empty when it is valid. At most a
   * thousand. Of what is missing or out of place among the children of one element it tells the
   * first, and as many more as {@link #MOST_LOOKS} find, fewer in large documents.
   */
  List<SchemaFault> validate(Element root) {
    Look look = look(root, Supposed.NOTHING, resting.poll());
    List<Located> faults = new ArrayList<>(look.found().beside());
    if (!look.found().stops().isEmpty()) {
      faults.addAll(goOn(root, look));
    }
    return faults.stream()
        .sorted(Comparator.comparingInt(Located::moment))
        .map(Located::fault)
        .limit(SchemaFaults.MOST)
        .toList();
  }

  private List<Located> goOn(Element root, Look first) {
    Supposed supposed = new Supposed(names);
    List<Located> faults = new ArrayList<>(supposed.goOn(root, first.found().stops()));
    long work = 0;
    for (int looks = 1; supposed.isMore() && looks < MOST_LOOKS && work <= MOST_WORK; looks++) {
      Look look = look(root, supposed, null);
      faults.addAll(supposed.goOn(root, look.found().stops()));
      work += look.work();
    }
    return faults;
  }

  /** With a validator that rests, if there is one, or else a new one. */
  private Look look(Element root, Supposed supposed, @Nullable Validator known) {
    DomWalk walk = new DomWalk(root, names, supposed);
    SchemaFaults faults = new SchemaFaults(walk, names, supposed == Supposed.NOTHING);
    try {
      Validator validator = known == null ? new Validator(handler(), MOST_OF_A_VALIDATOR) : known;
      validator.handler().setErrorHandler(faults);
      walk.tell(validator.handler());
      long left = validator.charactersLeft() - walk.toldCharacters();
      if (!faults.any() && left > 0) {
        resting.offer(new Validator(validator.handler(), left));
      }
      return new Look(faults, walk.work());
    } catch (SAXException e) {
      throw new IllegalStateException("The schema cannot be applied", e);
    }
  }

  private ValidatorHandler handler() throws SAXException {
    ValidatorHandler handler = schema.newValidatorHandler();
    handler.setProperty(LOCALE, Locale.ENGLISH);
    handler.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          throw new IllegalStateException("A document cannot bring its own schema");
        });
    return handler;
  }
}
