package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every contract passes Redocly's lint; {@code redocly.yaml} says by which rules. */
class LintTest {
  private static final String REDOCLY = "node_modules/@redocly/cli/bin/cli.js";

  @Test
  void theContractsHoldNothingThatALinterMinds() {
    NodePackages node = NodePackages.installed();
    String[] arguments =
        Contracts.ROOMS.stream().map(room -> Contracts.of(room).toString()).toArray(String[]::new);

    Program lint = lint(node, arguments);

    assertThat(lint.good()).as(lint.output()).isTrue();
  }

  @Test
  void anExampleThatDoesNotFitIsMinded(@TempDir Path folder) throws IOException {
    NodePackages node = NodePackages.installed();
    ObjectNode contract = Contracts.read(Contracts.of("intake"));
    ((ObjectNode) contract.at("/paths/~1v1~1vendors/post/requestBody/content/application~1json"))
        .putObject("example")
        .put("name", 7);
    Path file = Files.writeString(folder.resolve("faulty.json"), contract.toString());

    Program lint = lint(node, file.toString());

    assertThat(lint.good()).isFalse();
    assertThat(lint.output()).contains("no-invalid-media-type-examples");
  }

  private static Program lint(NodePackages node, String... contracts) {
    String[] arguments = new String[contracts.length + 3];
    arguments[0] = "lint";
    System.arraycopy(contracts, 0, arguments, 1, contracts.length);
    arguments[contracts.length + 1] = "--config=redocly.yaml";
    arguments[contracts.length + 2] = "--format=stylish";
    return node.run(REDOCLY, arguments);
  }
}
