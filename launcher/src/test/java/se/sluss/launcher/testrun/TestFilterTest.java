package se.sluss.launcher.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.PlainFailure;

class TestFilterTest {
  @TempDir Path tree;

  @BeforeEach
  void aModule() throws IOException {
    Files.createDirectories(tree.resolve("services/intake/src/main/java/se/sluss/intake/rest"));
    Files.createDirectories(tree.resolve("services/intake/src/main/java/se/sluss/intake/store"));
    Files.createFile(tree.resolve("services/intake/pom.xml"));
  }

  @Test
  void noWordMeansEverything() {
    assertThat(TestFilter.arguments(tree, List.of())).isEmpty();
  }

  @Test
  void aModulesNameTakesItsTestsAndBuildsWhatItNeeds() {
    assertThat(TestFilter.arguments(tree, List.of("intake")))
        .containsSubsequence("-pl", "services/intake", "-am")
        .contains("-Dtest=se/sluss/intake/**/*Test")
        .contains("-Dit.test=se/sluss/intake/**/*IT,se/sluss/intake/**/*E2E,!Packaged*IT")
        .contains("-Dsurefire.failIfNoSpecifiedTests=false");
  }

  @Test
  void aClassAndMethodIsTakenFromTheModuleThatHasIt() throws IOException {
    testClass("PacingTest");

    assertThat(TestFilter.arguments(tree, List.of("PacingTest#neverTooClose")))
        .containsSubsequence("-pl", "services/intake", "-am")
        .contains("-Dtest=PacingTest#neverTooClose", "-Dit.test=NothingOfThisKind");
  }

  @Test
  void anIntegrationTestIsNotRunTwice() throws IOException {
    testClass("HandInIT");

    assertThat(TestFilter.arguments(tree, List.of("Hand*IT")))
        .contains("-Dtest=NothingOfThisKind", "-Dit.test=Hand*IT");
  }

  @Test
  void aProofHasAWordOfItsOwn() throws IOException {
    testClass("GovernorUnderMurderE2E");

    assertThat(TestFilter.arguments(tree, List.of("governor")))
        .contains("-Dtest=NothingOfThisKind", "-Dit.test=GovernorUnderMurderE2E");
  }

  @Test
  void aClassThatNoModuleHasIsSaidSo() {
    assertThatThrownBy(() -> TestFilter.arguments(tree, List.of("PacingTest")))
        .isInstanceOf(PlainFailure.class)
        .hasMessage("No module has a test class PacingTest.");
  }

  @Test
  void anythingElseIsRefusedAndNotHandedToMaven() {
    assertThatThrownBy(() -> TestFilter.arguments(tree, List.of("-Dmaven.test.skip")))
        .isInstanceOf(PlainFailure.class);
    assertThatThrownBy(() -> TestFilter.arguments(tree, List.of("intaek")))
        .isInstanceOf(PlainFailure.class)
        .hasMessageContaining("intaek");
  }

  private void testClass(String name) throws IOException {
    Path folder = Files.createDirectories(tree.resolve("services/intake/src/test/java/se/sluss"));
    Files.createFile(folder.resolve(name + ".java"));
  }
}
