package se.sluss.simulator.authority.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.LongSupplier;

/**
 * Notes when the first byte of each request came. It stands right behind the TLS handler, before
 * anything is parsed, and takes the time from the clock that stands before it. Used on the
 * connection's executor only.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
  private final LongSupplier clock;
  private boolean open;
  private long first;
  private long latest;

  /**
   * A note of times.
   *
   * @param clock tells, while bytes are read here, when they came from the network
   */
  FirstByte(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      latest = clock.getAsLong();
      if (!open) {
        first = latest;
        open = true;
      }
    }
    context.fireChannelRead(message);
  }

  /**
   * Of the request that is being read; for one that shares its buffer with the request before it,
   * that buffer's.
   */
  long nanos() {
    return open ? first : latest;
  }

  /** The next byte begins another request. */
  void requestEnded() {
    open = false;
  }
}
