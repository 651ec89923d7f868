package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.sluss.intake.directory.Scopes;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.openapi.OpenApiResource;

class ContractTest {
  private static final List<Class<?>> RESOURCES =
      List.of(
          VendorsResource.class,
          TenantsResource.class,
          ClientsResource.class,
          KeysResource.class,
          SubmissionsResource.class,
          HandInResource.class,
          BatchesResource.class,
          PersonKeysResource.class,
          StatusResource.class,
          OpenApiResource.class);

  @Test
  void theContractHasTheOperationsThatExistAndNoOther() throws IOException {
    assertThat(operationsInContract()).isEqualTo(operationsInCode());
  }

  @Test
  void theContractSaysOfEachOperationWhoMayCallIt() throws IOException {
    assertThat(rightsInContract()).isEqualTo(rightsInCode());
  }

  @Test
  void theContractListsTheScopesAndStatesThatExist() throws IOException {
    assertThat(listIn("    Scope:")).isEqualTo(new TreeSet<>(Scopes.ALL));
    var states = new TreeSet<String>();
    for (SubmissionState state : SubmissionState.values()) {
      states.add(state.name());
    }
    assertThat(listIn("    State:")).isEqualTo(states);
  }

  private static Set<String> operationsInCode() {
    return new TreeSet<>(rightsInCode().keySet());
  }

  /** By operation: the scope that is asked for, administrator, or nothing where all may. */
  private static SortedMap<String, String> rightsInCode() {
    var operations = new TreeMap<String, String>();
    for (Class<?> resource : RESOURCES) {
      for (Method method : resource.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            Path path = method.getAnnotation(Path.class);
            operations.put(
                verb.value()
                    + " "
                    + resource.getAnnotation(Path.class).value()
                    + (path == null ? "" : path.value()),
                right(resource, method));
          }
        }
      }
    }
    return operations;
  }

  private static String right(Class<?> resource, Method method) {
    for (AnnotatedElement place : List.of(method, resource)) {
      if (place.isAnnotationPresent(Administrator.class)) {
        return "administrator";
      }
      if (place.isAnnotationPresent(Scope.class)) {
        return place.getAnnotation(Scope.class).value();
      }
    }
    return "";
  }

  private static Set<String> operationsInContract() throws IOException {
    return new TreeSet<>(rightsInContract().keySet());
  }

  private static SortedMap<String, String> rightsInContract() throws IOException {
    var operations = new TreeMap<String, String>();
    String path = "";
    String operation = "";
    for (String line : contract().split("\n")) {
      Matcher route = Pattern.compile("  (/\\S*):").matcher(line);
      Matcher verb = Pattern.compile("    (get|post|put|delete|patch):").matcher(line);
      Matcher right = Pattern.compile(" {6}security: \\[\\{ key: \\[(\\S+)] }]").matcher(line);
      if (route.matches()) {
        path = route.group(1);
      } else if (verb.matches()) {
        operation = verb.group(1).toUpperCase(Locale.ROOT) + " " + path;
        operations.put(operation, "");
      } else if (right.matches()) {
        operations.put(operation, right.group(1));
      }
    }
    return operations;
  }

  private static Set<String> listIn(String heading) throws IOException {
    var items = new TreeSet<String>();
    String after = contract().split(Pattern.quote(heading), 2)[1];
    Matcher item = Pattern.compile("\n        - (\\S+)|\n    \\S").matcher(after);
    while (item.find() && item.group(1) != null) {
      items.add(item.group(1));
    }
    return items;
  }

  private static String contract() throws IOException {
    try (InputStream in = ContractTest.class.getResourceAsStream("/openapi/intake.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
