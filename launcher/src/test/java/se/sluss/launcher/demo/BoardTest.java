package se.sluss.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final Watch.Lane LANE = new Watch.Lane("OPEN", "PT1S", "PT1.1S");
  private static final Watch.Row DONE =
      new Watch.Row("sub_done", "Norrskenet", "RECEIVED", "", "4e4b36e2");
  private static final Watch.Row WAITING =
      new Watch.Row("sub_waiting", "Norrskenet", "QUEUED", "7", "");

  @Test
  void aReceiptStillToComeIsNotFinished() {
    assertThat(new Watch.Row("sub_1", "a", "RECEIVED", "", "").finished()).isFalse();
    assertThat(new Watch.Row("sub_1", "a", "REFUSED", "", "").finished()).isTrue();
    assertThat(DONE.finished()).isTrue();
  }

  @Test
  void whenSpaceIsShortFinishedOnesLeaveFirst() {
    List<Watch.Row> rows =
        Stream.concat(IntStream.range(0, 30).mapToObj(i -> DONE), Stream.of(WAITING)).toList();

    List<String> lines = Board.lines(rows, LANE, 5);

    assertThat(lines).hasSize(1 + 5 + 1);
    assertThat(lines.get(5)).contains("sub_waiting", "QUEUED", "7");
    assertThat(lines.getLast())
        .isEqualTo("30 of 31 finished; lane OPEN, a call every 1.100 s (agreed 1.000 s)");
  }

  @Test
  void withoutATerminalEachChangeIsToldOnce() {
    var text = new StringWriter();
    var board = new Board(new PrintWriter(text), 0);

    board.show(List.of(WAITING), LANE);
    board.show(List.of(WAITING), LANE);
    board.show(List.of(DONE), LANE);

    assertThat(text.toString().lines()).hasSize(2);
    assertThat(text.toString()).doesNotContain("\u001b").contains("4e4b36e2", "(1 of 1)");
  }

  @Test
  void onATerminalTheTableIsDrawnOverItself() {
    var text = new StringWriter();
    var board = new Board(new PrintWriter(text), 24);

    board.show(List.of(WAITING), LANE);
    board.show(List.of(DONE), LANE);

    assertThat(text.toString()).contains("\u001b[3A");
  }
}
