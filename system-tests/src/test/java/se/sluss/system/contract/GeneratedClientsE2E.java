package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/**
 * Clients are made of the contract that a running intake serves, as a vendor makes them; each
 * compiles, hands a document in, follows it, and reads a refusal.
 */
@OnRunningSluss
@Order(6)
class GeneratedClientsE2E {
  private final Suite suite;
  private final Vendor vendor;
  private final byte[] contract;

  GeneratedClientsE2E(RunningSluss sluss) {
    suite = sluss.suite();
    vendor = sluss.operator().vendor("Generated", 1);
    contract = sluss.door(Room.INTAKE).get("/openapi").orFail().bytes();
  }

  @Test
  void aJavaClientHandsInFollowsAndReadsARefusal(@TempDir Path folder) throws IOException {
    JavaClient client = JavaClient.of(contractIn(folder), folder);

    handsInFollowsAndReadsARefusal(client::run);
  }

  @Test
  void aTypeScriptClientHandsInFollowsAndReadsARefusal(@TempDir Path folder) throws IOException {
    NodePackages node = NodePackages.installed();
    String openapiTypescript = "node_modules/openapi-typescript/bin/cli.js";
    Program types =
        node.run(openapiTypescript, contractIn(folder).toString(), "--output=intake.d.ts");
    assertThat(types.good()).as(types.output()).isTrue();
    Program compiled = node.run("node_modules/typescript/bin/tsc", "--project", ".");
    assertThat(compiled.good()).as(compiled.output()).isTrue();

    handsInFollowsAndReadsARefusal(arguments -> node.run("out/hand-in.js", arguments));
  }

  private Path contractIn(Path folder) throws IOException {
    return Files.write(folder.resolve("intake.yaml"), contract);
  }

  private void handsInFollowsAndReadsARefusal(Function<String[], Program> client) {
    Provider provider = vendor.provider();
    String documentId = UUID.randomUUID().toString();

    Program program =
        client.apply(
            new String[] {
              suite.addresses().service(Room.INTAKE).toString(),
              vendor.key(),
              provider.id(),
              provider.organisationNumber(),
              documentId
            });

    assertThat(program.good()).as(program.output()).isTrue();
    JsonNode told = json(program.lastLine());
    assertThat(told.path("state").asText()).isEqualTo("ACCEPTED");
    assertThat(told.path("refusal").asText()).isEqualTo("document-id-conflict");
    JsonNode submission = vendor.submission(told.path("id").asText());
    assertThat(submission.path("documentId").asText()).isEqualTo(documentId);
    assertThat(submission.path("tenantId").asText()).isEqualTo(provider.id());
    assertThat(submission.path("service").asText()).isEqualTo("ELT");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + line, e);
    }
  }
}
