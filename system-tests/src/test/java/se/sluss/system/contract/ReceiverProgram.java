package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.system.deploy.Checkout;
import se.sluss.system.running.Needed;

/** The receivers' page's program in one language, as it stands there, with a main around it. */
enum ReceiverProgram {
  JAVA("java") {
    @Override
    Program run(Path folder, String code, Path message) throws IOException {
      Files.writeString(folder.resolve("Receiver.java"), code);
      Files.writeString(folder.resolve("Main.java"), JAVA_MAIN);
      String libraries =
          Stream.of(Webhook.class, ObjectMapper.class)
              .flatMap(ReceiverProgram::jarsWith)
              .distinct()
              .collect(Collectors.joining(File.pathSeparator));
      Program compiled =
          Program.run(
              folder,
              List.of(jdk("javac"), "-d", "out", "-cp", libraries, "Receiver.java", "Main.java"));
      assertThat(compiled.good()).as(compiled.output()).isTrue();
      String path = "out" + File.pathSeparator + libraries;
      return Program.run(folder, List.of(jdk("java"), "-cp", path, "Main", message.toString()));
    }
  },
  TYPESCRIPT("typescript") {
    @Override
    Program run(Path folder, String code, Path message) throws IOException {
      NodePackages node = NodePackages.installed();
      return node.runTypeScript(code + TYPESCRIPT_MAIN, message.toString());
    }
  },
  PYTHON("python") {
    @Override
    Program run(Path folder, String code, Path message) throws IOException {
      Program python = Program.run(folder, List.of("python3", "--version"));
      Needed.here(python.good(), "python3 is not on this machine");
      Files.writeString(folder.resolve("receiver.py"), code + PYTHON_MAIN);
      return Program.run(folder, List.of("python3", "receiver.py", message.toString()));
    }
  };

  private static final Path PAGE = Checkout.folder().resolve("docs/webhook-receivers.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String JAVA_MAIN =
      """
      import com.fasterxml.jackson.databind.ObjectMapper;
      import java.nio.file.Path;
      import java.util.Map;

      class Main {
        public static void main(String[] arguments) throws Exception {
          Map<?, ?> message = new ObjectMapper().readValue(Path.of(arguments[0]).toFile(), Map.class);
          @SuppressWarnings("unchecked")
          Map<String, String> headers = (Map<String, String>) message.get("headers");
          Receiver receiver = new Receiver((String) message.get("secret"));
          System.out.println(receiver.verified(headers, (String) message.get("body")));
        }
      }
      """;

  private static final String TYPESCRIPT_MAIN =
      """

      declare const process: { argv: string[] };
      // @ts-ignore: there are no types of Node here
      const { readFileSync } = await import("node:fs");
      const message = JSON.parse(readFileSync(process.argv[2], "utf8"));
      console.log(verified(message.secret, message.headers, message.body));
      """;

  private static final String PYTHON_MAIN =
      """


      import json
      import sys

      with open(sys.argv[1], encoding="utf-8") as file:
          message = json.load(file)
      print(str(verified(message["secret"], message["headers"], message["body"].encode())).lower())
      """;

  private final String language;

  ReceiverProgram(String language) {
    this.language = language;
  }

  abstract Program run(Path folder, String code, Path message) throws IOException;

  /** Whether the page's program takes the message for ours. */
  boolean verifies(Path folder, String secret, Map<String, String> headers, String body) {
    try {
      Path message = folder.resolve("message.json").toAbsolutePath();
      JSON.writeValue(message.toFile(), Map.of("secret", secret, "headers", headers, "body", body));
      Program program = run(folder, code(), message);
      assertThat(program.good()).as(program.output()).isTrue();
      assertThat(program.lastLine()).isIn("true", "false");
      return program.lastLine().equals("true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String code() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      if (block.group(1).equals(language)) {
        return block.group(2);
      }
    }
    throw new AssertionError("The page has no program in " + language);
  }

  private static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** Its own jar, and for Jackson those that it needs. */
  private static Stream<String> jarsWith(Class<?> type) {
    Stream<Class<?>> types =
        type == ObjectMapper.class
            ? Stream.of(type, JsonFactory.class, JsonProperty.class)
            : Stream.of(type);
    return types
        .map(one -> one.getProtectionDomain().getCodeSource().getLocation().toString())
        .map(location -> Path.of(URI.create(location)).toString());
  }
}
