package se.sluss.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberFaultsTest {
  private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

  MemberFaultsTest() {
    new JsonForm().customize(json);
  }

  private record Person(String name, Integer age) {}

  private record Form(
      String title, Integer count, Boolean wanted, Duration grace, List<Person> people) {}

  @Test
  void allThatDoesNotFitIsToldInItsOrder() {
    assertThat(
            told(
                """
                {"surprise": 1, "title": 7, "count": "many", "wanted": "yes", "grace": "a week",
                 "more": {"title": 7}}
                """))
        .containsExactly(
            "#/surprise unknown-member",
            "#/title invalid-value",
            "#/count invalid-value",
            "#/wanted invalid-value",
            "#/grace invalid-value",
            "#/more unknown-member");
  }

  @Test
  void whatLiesDeeperIsToldWithItsPlace() {
    assertThat(
            told(
                """
                {"people": [{"name": "a", "age": 1}, {"name": 2, "nick": "b"}, 3,
                 {"age": 3000000000}], "title": []}
                """))
        .containsExactly(
            "#/people/1/name invalid-value",
            "#/people/1/nick unknown-member",
            "#/people/2 invalid-value",
            "#/people/3/age out-of-range",
            "#/title invalid-value");
  }

  @Test
  void whatFitsIsNotTold() {
    assertThat(told("{\"title\": null, \"count\": 1, \"grace\": \"P1D\", \"x\": 1}"))
        .containsExactly("#/x unknown-member");
  }

  @Test
  void namesThatMayBeValuesAreToldOnceAndNotShown() {
    assertThat(told("{\"189001019802\": 1, \"189001019803\": 2, \"title\": 3}"))
        .containsExactly("#/* unknown-member", "#/title invalid-value");
  }

  @Test
  void neverMoreThanAThousand() {
    assertThat(told("{\"people\": [" + "1,".repeat(2000) + "1]}")).hasSize(1000);
  }

  @Test
  void whatIsNoJsonFurtherOnIsToldBeforeItsMembers() {
    Problem problem = problem("{\"title\": 7, \"count\": ");

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void aBodyOfAnotherShapeIsToldAsAWhole() {
    assertThat(told("[1, 2]")).containsExactly("# invalid-value");
  }

  private List<String> told(String body) {
    return problem(body).faults().stream()
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  private Problem problem(String body) {
    var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    JsonMappingException first =
        assertThrows(JsonMappingException.class, () -> json.readValue(bytes, Form.class));
    return MemberFaults.of(first, bytes, json);
  }
}
