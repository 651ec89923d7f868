package se.sluss.simulator.authority.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Notes when the first decrypted byte of each request came. It stands right behind the TLS handler,
 * before anything is parsed. Used on the connection's event loop only.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
  private boolean open;
  private long first;
  private long latest;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      latest = System.nanoTime();
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
