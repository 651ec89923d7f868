package se.sluss.simulator.authority.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Knows when each TLS record came from the network, and hands them on one by one. It stands right
 * before the TLS handler, and waits while that one lets another thread verify a handshake: so what
 * follows a handshake has the time at which it came, and not that at which the verification was
 * over. Used on the connection's executor only.
 */
final class RecordClock extends ByteToMessageDecoder {
  private static final int HEADER = 5;
  private static final int LENGTH_AT = 3;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 23;

  private record TlsRecord(ByteBuf bytes, long nanos) {}

  private final Deque<TlsRecord> waiting = new ArrayDeque<>();
  private long readAt;
  private long firstByteOfNext;
  private boolean nextBegun;
  private int verifying;
  private long current;

  /** When the first byte came of the record that is being handed on. */
  long nanos() {
    return current;
  }

  /** Has the verifiers run the TLS handler's tasks, and hands nothing on meanwhile. */
  Executor waitingFor(Executor verifiers, ChannelHandlerContext context) {
    return task -> {
      verifying++;
      verifiers.execute(
          () -> {
            try {
              task.run();
            } finally {
              // Comes after what the task itself asked of the executor.
              context.executor().execute(() -> verified(context));
            }
          });
    };
  }

  private void verified(ChannelHandlerContext context) {
    verifying--;
    handOn(context);
    context.fireChannelReadComplete();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof Stamp.Stamped(var bytes, var nanos)) {
      readAt = nanos;
      super.channelRead(context, bytes);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!nextBegun) {
      firstByteOfNext = readAt;
      nextBegun = true;
    }
    if (in.readableBytes() < HEADER) {
      return;
    }
    int type = in.getUnsignedByte(in.readerIndex());
    int length = HEADER + in.getUnsignedShort(in.readerIndex() + LENGTH_AT);
    boolean tls = type >= FIRST_TYPE && type <= LAST_TYPE;
    if (tls && in.readableBytes() < length) {
      return;
    }
    // What is no TLS goes on as it is, for the TLS handler to complain.
    int size = tls ? length : in.readableBytes();
    waiting.addLast(new TlsRecord(in.readRetainedSlice(size), firstByteOfNext));
    nextBegun = false;
    handOn(context);
  }

  private void handOn(ChannelHandlerContext context) {
    while (verifying == 0 && !waiting.isEmpty()) {
      TlsRecord record = waiting.removeFirst();
      current = record.nanos;
      context.fireChannelRead(record.bytes);
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    waiting.forEach(record -> record.bytes.release());
    waiting.clear();
  }
}
