package se.sluss.kit.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberFaultsTest {
  private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

  MemberFaultsTest() {
    new JsonForm().customize(json);
  }

  private record Person(String name, Integer age) {}

  private record Form(
      String title,
      Integer count,
      Boolean wanted,
      Duration grace,
      Instant since,
      List<Person> people,
      Map<String, String> answers) {}

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
  void numbersThatNothingHoldsEndTheLookingNeitherFirstNorLast() {
    assertThat(told("{\"x\": 1, \"since\": 1e18, \"y\": 1}"))
        .containsExactly("#/x unknown-member", "#/since invalid-value", "#/y unknown-member");
    assertThat(told("{\"count\": \"a\", \"since\": 31556889864403200}"))
        .containsExactly("#/count invalid-value", "#/since invalid-value");
    assertThat(told("{\"since\": 1e400, \"x\": 1}")).contains("#/x unknown-member");
  }

  @Test
  void valuesUnderNamesThatTheCallerChoosesAreLookedAt() {
    assertThat(told("{\"answers\": {\"a\": 1, \"b\": \"two\", \"c\": {}, \"1890\": []}}"))
        .containsExactly(
            "#/answers/a invalid-value", "#/answers/c invalid-value", "#/answers/* invalid-value");
  }

  @Test
  void whatFollowsABodyHidesNothingOfIt() {
    assertThat(told("{\"x\": 1} {}")).containsExactly("#/x unknown-member");
  }

  @Test
  void bytesThatAreNoTextFurtherOnAreNoJson() {
    byte[] text =
        ("{\"title\": 7, \"answers\": {\"a\": \"" + "a".repeat(5000))
            .getBytes(Charset.forName("UTF-32BE"));
    byte[] cut = Arrays.copyOf(text, text.length - 1);

    assertThat(problem(cut).type()).isEqualTo(ProblemType.BAD_REQUEST);
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
    String names =
        IntStream.range(0, 2000)
            .mapToObj(
                i -> "\"" + Integer.toString(i, 2).replace('0', 'a').replace('1', 'b') + "\": 1")
            .collect(Collectors.joining(", "));

    assertThat(told("{\"people\": [" + "1,".repeat(2000) + "1]}")).hasSize(1000);
    assertThat(told("{" + names + "}")).hasSize(1000);
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
    return problem(body.getBytes(UTF_8));
  }

  private Problem problem(byte[] body) {
    var bytes = new ByteArrayInputStream(body);
    JsonMappingException first =
        assertThrows(JsonMappingException.class, () -> json.readValue(bytes, Form.class));
    return MemberFaults.of(first, bytes, json);
  }
}
