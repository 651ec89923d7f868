package se.sluss.simulator.authority.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstByteTest {
  private final FirstByte firstByte = new FirstByte(System::nanoTime);
  private final EmbeddedChannel channel = new EmbeddedChannel(firstByte);

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  @Test
  void laterBytesOfARequestDoNotMoveItsArrival() {
    receive("P");
    long first = firstByte.nanos();

    receive("OST / HTTP/1.1");

    assertThat(firstByte.nanos()).isEqualTo(first);
  }

  @Test
  void theByteAfterARequestBeginsTheNext() {
    long before = System.nanoTime();
    receive("POST / HTTP/1.1");
    long first = firstByte.nanos();
    firstByte.requestEnded();

    receive("P");

    assertThat(first).isGreaterThanOrEqualTo(before);
    assertThat(firstByte.nanos()).isGreaterThan(first);
  }

  @Test
  void anEmptyBufferIsNoByte() {
    receive("");
    long before = System.nanoTime();

    receive("P");

    assertThat(firstByte.nanos()).isGreaterThanOrEqualTo(before);
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.wrappedBuffer(text.getBytes(US_ASCII)));
  }
}
