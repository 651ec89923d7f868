package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.annotation.Nonnull;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.openapitools.codegen.config.GlobalSettings;
import se.sluss.system.deploy.Checkout;

/** A client that openapi-generator makes of a contract, with a vendor's program on top of it. */
final class JavaClient {
  private static final String PACKAGE = "vendor.intake";
  private static final Path PROGRAM =
      Checkout.folder().resolve("system-tests/src/test/clients/HandIn.java");

  private final Path folder;

  private JavaClient(Path folder) {
    this.folder = folder;
  }

  static JavaClient of(Path contract, Path folder) throws IOException {
    generate(contract, folder.resolve("client"));
    var client = new JavaClient(folder);
    client.compile();
    return client;
  }

  private static void generate(Path contract, Path folder) {
    GlobalSettings.setProperty("apis", "");
    GlobalSettings.setProperty("models", "");
    GlobalSettings.setProperty("supportingFiles", "");
    for (String unwanted : List.of("apiTests", "modelTests", "apiDocs", "modelDocs")) {
      GlobalSettings.setProperty(unwanted, "false");
    }
    CodegenConfigurator settings =
        new CodegenConfigurator()
            .setInputSpec(contract.toString())
            .setGeneratorName("java")
            .setLibrary("native")
            .setInvokerPackage(PACKAGE)
            .setApiPackage(PACKAGE + ".api")
            .setModelPackage(PACKAGE + ".model")
            .setOutputDir(folder.toString())
            .addAdditionalProperty("openApiNullable", false)
            .addAdditionalProperty("useJakartaEe", true);
    new DefaultGenerator().opts(settings.toClientOptInput()).generate();
  }

  private void compile() throws IOException {
    var command =
        new ArrayList<>(List.of(jdk("javac"), "-proc:none", "-nowarn", "-d", "classes", "-cp"));
    command.add(classPath());
    try (Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
    }
    command.add(PROGRAM.toString());
    Program compiled = Program.run(folder, command);
    assertThat(compiled.good()).as(compiled.output()).isTrue();
  }

  Program run(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(jdk("java"), "-cp", "classes" + File.pathSeparator + classPath(), "HandIn"));
    command.addAll(List.of(arguments));
    return Program.run(folder, command);
  }

  private static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** What the client says that it needs. */
  private static String classPath() {
    return Stream.of(
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            JavaTimeModule.class,
            Nonnull.class)
        .map(one -> one.getProtectionDomain().getCodeSource().getLocation().toString())
        .map(location -> Path.of(URI.create(location)).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
