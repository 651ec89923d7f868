package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Contract;
import se.sluss.intake.directory.Scopes;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.openapi.OpenApiResource;

class ContractTest {
  private static final JsonNode CONTRACT = Contract.CHECKED.tree();
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
  void theContractHasTheOperationsThatExistAndNoOther() {
    assertThat(operationsInContract()).isEqualTo(operationsInCode());
  }

  @Test
  void theContractSaysOfEachOperationWhoMayCallIt() {
    assertThat(rightsInContract()).isEqualTo(rightsInCode());
  }

  @Test
  void theContractListsTheScopesAndStatesThatExist() {
    assertThat(listIn("Scope")).isEqualTo(new TreeSet<>(Scopes.ALL));
    var states = new TreeSet<String>();
    for (SubmissionState state : SubmissionState.values()) {
      states.add(state.name());
    }
    assertThat(listIn("State")).isEqualTo(states);
  }

  private static Set<String> operationsInCode() {
    return new TreeSet<>(rightsInCode().keySet());
  }

  /** By operation: the scope that is asked for, administrator, both, or nothing where all may. */
  private static SortedMap<String, Set<String>> rightsInCode() {
    var operations = new TreeMap<String, Set<String>>();
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
                rights(resource, method));
          }
        }
      }
    }
    return operations;
  }

  private static Set<String> rights(Class<?> resource, Method method) {
    for (AnnotatedElement place : List.of(method, resource)) {
      var rights = new TreeSet<String>();
      if (place.isAnnotationPresent(Administrator.class)) {
        rights.add("administrator");
      }
      if (place.isAnnotationPresent(Scope.class)) {
        rights.add(place.getAnnotation(Scope.class).value());
      }
      if (!rights.isEmpty()) {
        return rights;
      }
    }
    return Set.of();
  }

  private static Set<String> operationsInContract() {
    return new TreeSet<>(rightsInContract().keySet());
  }

  private static SortedMap<String, Set<String>> rightsInContract() {
    var operations = new TreeMap<String, Set<String>>();
    for (var path : CONTRACT.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.put(
            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
            operation.getValue().path("security").findValues("key").stream()
                .map(key -> key.path(0).asText())
                .collect(Collectors.toSet()));
      }
    }
    return operations;
  }

  private static Set<String> listIn(String schema) {
    var items = new TreeSet<String>();
    CONTRACT.at("/components/schemas/" + schema + "/enum").forEach(one -> items.add(one.asText()));
    return items;
  }
}
