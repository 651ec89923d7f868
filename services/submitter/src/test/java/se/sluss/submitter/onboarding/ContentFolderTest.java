package se.sluss.submitter.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTest {
  private static final String KEY = "sluss.submitter.onboarding.content-folder";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aFolderThatIsNotThereStopsTheStartAndItsSettingIsNamed() {
    OnboardingConfig config = config(folder.resolve("none"));

    assertThatThrownBy(() -> new TestDocuments(config, JSON))
        .hasMessageStartingWith(KEY + ": ")
        .hasMessageContaining("none");
  }

  @Test
  void questionsThatAreNoneStopTheStartAndTheirSettingIsNamed() throws IOException {
    for (String wrong : new String[] {"{", "[]", "[{\"id\": \"a\"}]"}) {
      Files.writeString(folder.resolve("questions.json"), wrong);

      assertThatThrownBy(() -> new Questions(config(folder), JSON))
          .hasMessageStartingWith(KEY + ": ");
    }
  }

  @Test
  void anEmptyFolderChangesNothing() {
    assertThat(new Questions(config(folder), JSON).all()).isNotEmpty();
  }

  private static OnboardingConfig config(Path folder) {
    return new SmallRyeConfigBuilder()
        .withMapping(OnboardingConfig.class)
        .withDefaultValue(KEY, folder.toString())
        .build()
        .getConfigMapping(OnboardingConfig.class);
  }
}
