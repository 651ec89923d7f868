package se.sluss.intake.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import se.sluss.kit.problem.BodyLimit;

/**
 * Reads a batch of JSON as it comes in, and hands each document on before it reads the next: the
 * tree of a whole batch is some ten times as large as its text.
 */
@ApplicationScoped
class DocumentsOfBatch {
  static final int MOST = 500;
  private static final String DOCUMENTS = "documents";

  private final ObjectReader json;
  private final int mostInOne;

  DocumentsOfBatch(ObjectMapper mapper, BodyLimit limit) {
    this.json =
        mapper
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    this.mostInOne = limit.bytes();
  }

  /**
   * Reads to the end of the body.
   *
   * @param take is given each document; empty for one that is larger than a body may be
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON
   * @throws IOException when the stream breaks off
   * @throws se.sluss.kit.problem.Problem with every fault of what is around the documents
   */
  void read(InputStream body, Consumer<Optional<JsonNode>> take) throws IOException {
    try (JsonParser parser = json.createParser(body)) {
      JsonToken first = parser.nextToken();
      var faults = new RequestFaults();
      if (first == JsonToken.START_OBJECT) {
        members(parser, faults, take);
      } else {
        parser.skipChildren();
        wrongLength(faults);
      }
      if (first != null && parser.nextToken() != null) {
        throw MismatchedInputException.from(parser, JsonNode.class, "Something follows the body");
      }
      RequestFaults.body(first == JsonToken.VALUE_NULL ? null : first);
      faults.refuseAny();
    }
  }

  private void members(JsonParser parser, RequestFaults faults, Consumer<Optional<JsonNode>> take)
      throws IOException {
    int count = 0;
    var unknown = new UnknownMembers();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean known = parser.currentName().equals(DOCUMENTS);
      if (!known) {
        unknown.add(parser.currentName());
      }
      if (parser.nextToken() == JsonToken.START_ARRAY && known) {
        count = documents(parser, take);
      } else {
        parser.skipChildren();
      }
    }
    if (count == 0 || count > MOST) {
      wrongLength(faults);
    }
    unknown
        .shown()
        .forEach(
            name ->
                faults.add(name, "unknown-member", "only documents is a member of this request"));
  }

  private static void wrongLength(RequestFaults faults) {
    faults.add(DOCUMENTS, "wrong-length", "must be a list of 1 to 500 documents");
  }

  private int documents(JsonParser parser, Consumer<Optional<JsonNode>> take) throws IOException {
    JsonStreamContext list = parser.getParsingContext();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      count++;
      if (count > MOST) {
        parser.skipChildren();
      } else {
        take.accept(document(parser, list));
      }
    }
    return count;
  }

  private Optional<JsonNode> document(JsonParser parser, JsonStreamContext list)
      throws IOException {
    try {
      return Optional.of(json.readTree(new Bounded(parser, mostInOne)));
    } catch (TooLargeException e) {
      while (parser.getParsingContext() != list) {
        parser.nextToken();
      }
      return Optional.empty();
    }
  }

  /** Ends a document that goes on for too long, before all of its tree is there. */
  private static final class Bounded extends JsonParserDelegate {
    private final long end;

    private Bounded(JsonParser parser, int most) {
      super(parser);
      this.end = place() + most;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (place() > end) {
        throw new TooLargeException();
      }
      return token;
    }

    /** In bytes, or in characters where the body is not in UTF-8. */
    private long place() {
      var location = delegate.currentLocation();
      return Math.max(location.getByteOffset(), location.getCharOffset());
    }
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
