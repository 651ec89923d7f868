package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.kit.problem.BodyLimit;

class DocumentsOfBatchTest {
  private static final int MOST_IN_ONE = 10_000;

  private final DocumentsOfBatch documents =
      new DocumentsOfBatch(new ObjectMapper(), new BodyLimit(size(MOST_IN_ONE), size(1 << 20)));

  @Test
  void eachIsHandedOnBeforeMuchMoreIsRead() throws IOException {
    String one = "{\"a\": \"" + "x".repeat(5_000) + "\"}";
    String list = Stream.generate(() -> one).limit(100).collect(Collectors.joining(","));
    var body = new ByteArrayInputStream(("{\"documents\": [" + list + "]}").getBytes(UTF_8));
    List<Integer> left = new ArrayList<>();

    documents.read(body, _ -> left.add(body.available()));

    assertThat(left).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(left.get(i)).isGreaterThan((100 - i - 1) * one.length() - 20_000);
    }
  }

  @Test
  void oneThatIsTooLargeIsPassedOverAlone() throws IOException {
    String members =
        Stream.generate(() -> "{\"a\": [[]]}").limit(2_000).collect(Collectors.joining(","));
    String body =
        "{\"documents\": [{\"n\": 1}, {\"b\": {\"c\": [%s]}}, 2, {\"n\": 3}]}".formatted(members);

    for (Charset charset : List.of(UTF_8, UTF_16)) {
      List<Optional<JsonNode>> read = new ArrayList<>();
      documents.read(new ByteArrayInputStream(body.getBytes(charset)), read::add);

      assertThat(read)
          .extracting(one -> one.map(JsonNode::toString).orElse("too large"))
          .containsExactly("{\"n\":1}", "too large", "2", "{\"n\":3}");
    }
  }

  private static MemorySize size(int bytes) {
    return new MemorySize(BigInteger.valueOf(bytes));
  }
}
