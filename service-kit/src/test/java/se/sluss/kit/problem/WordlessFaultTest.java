package se.sluss.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.TestPersons;

class WordlessFaultTest {
  @Test
  void kindsAndPlacesAreToldAndNoWords() {
    Exception cause = new IllegalArgumentException("no such person: " + TestPersons.ASSISTED);
    Exception fault = new IllegalStateException("of " + TestPersons.ASSISTED, cause);
    fault.addSuppressed(new UnsupportedOperationException(TestPersons.ASSISTED));

    assertThat(printed(new WordlessFault(fault)))
        .startsWith("java.lang.IllegalStateException")
        .contains(
            "Caused by: java.lang.IllegalArgumentException",
            "Suppressed: java.lang.UnsupportedOperationException",
            "kindsAndPlacesAreToldAndNoWords")
        .doesNotContain(TestPersons.ASSISTED, "person", "WordlessFault(");
  }

  @Test
  void causesThatGoInACircleHaveAnEnd() {
    Exception first = new Exception();
    Exception second = new Exception(first);
    first.initCause(second);

    assertThat(printed(new WordlessFault(first))).contains("Caused by: java.lang.Exception");
  }

  private static String printed(Throwable fault) {
    StringWriter words = new StringWriter();
    fault.printStackTrace(new PrintWriter(words));
    return words.toString();
  }
}
