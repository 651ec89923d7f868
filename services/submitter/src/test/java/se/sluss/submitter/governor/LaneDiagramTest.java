package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn of a lane's states, in the code and for its operators. */
class LaneDiagramTest {
  private static final Pattern MOVE = Pattern.compile("(?m)^[ *]*(\\S+ --> [A-Z]+)(?:: (.+))?$");
  private static final Path CODE =
      Path.of("src/main/java/se/sluss/submitter/governor/LaneState.java");
  private static final Path PAGE = Path.of("../../docs/rate-governor.md");

  /** What the database does, and how a lane begins. */
  private static final List<String> NOT_OURS = List.of("[*] --> RUNNING", "STOPPED --> TRYING");

  @Test
  void theCodeAndThePageDrawTheSame() throws IOException {
    assertThat(moves(CODE).map(MatchResult::group).map(LaneDiagramTest::bare).toList())
        .isNotEmpty()
        .isEqualTo(moves(PAGE).map(MatchResult::group).map(LaneDiagramTest::bare).toList());
  }

  @Test
  void everyMoveIsDrawnAndNoOther() throws IOException {
    List<String> drawn =
        moves(PAGE).map(move -> move.group(1)).filter(move -> !NOT_OURS.contains(move)).toList();

    assertThat(drawn).containsExactlyInAnyOrderElementsOf(LaneMovesTest.moved());
  }

  private static Stream<MatchResult> moves(Path file) throws IOException {
    return MOVE.matcher(Files.readString(file)).results();
  }

  private static String bare(String move) {
    return move.replaceFirst("^[ *]+", "");
  }
}
