package se.sluss.simulator.authority.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * Notes when bytes came from the network, and when they went there. It stands first, and alone on
 * the event loop, which does nothing else: all that takes time, TLS too, runs on other threads.
 */
final class Stamp extends ChannelDuplexHandler {
  /** Bytes, and when they came by {@link System#nanoTime}. */
  record Stamped(ByteBuf bytes, long nanos) {}

  private volatile long lastWritten = System.nanoTime();
  private volatile long gone = System.nanoTime();

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(
        message instanceof ByteBuf bytes ? new Stamped(bytes, System.nanoTime()) : message);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    // Before: whoever reads the bytes may answer to them at once.
    lastWritten = System.nanoTime();
    context.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone = System.nanoTime();
    context.fireChannelInactive();
  }

  /** When the latest bytes went out. */
  long lastWritten() {
    return lastWritten;
  }

  /** When the connection ended, once it has. */
  long gone() {
    return gone;
  }
}
