package se.sluss.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A range of ports that no other suite on this machine uses as long as this one is held. The claim
 * is the range's first port, kept bound; so it ends with the process, and holds between users.
 */
public final class PortBlock implements AutoCloseable {
  private static final int USUAL_BASE = 8400;
  private static final int USUAL_BLOCKS = 10;
  private static final int USUAL_SIZE = 100;

  // Below the range that systems take ports of outgoing connections from.
  private static final int OTHER_BASE = 20_000;
  private static final int OTHER_BLOCKS = 500;
  private static final int OTHER_SIZE = 20;

  private final ServerSocket claim;

  private PortBlock(ServerSocket claim) {
    this.claim = claim;
  }

  /**
   * The first of the documented ranges 8400, 8500 ... 9300 that no other suite has.
   *
   * @throws NoPortException when all are claimed
   */
  public static PortBlock usual() {
    for (int i = 0; i < USUAL_BLOCKS; i++) {
      Optional<PortBlock> block = claim(USUAL_BASE + i * USUAL_SIZE);
      if (block.isPresent()) {
        return block.get();
      }
    }
    throw new NoPortException(USUAL_BASE, USUAL_BASE + USUAL_BLOCKS * USUAL_SIZE - 1);
  }

  /**
   * Any of 500 ranges of twenty ports, for tests.
   *
   * @throws NoPortException when all are claimed
   */
  public static PortBlock any() {
    int start = ThreadLocalRandom.current().nextInt(OTHER_BLOCKS);
    for (int i = 0; i < OTHER_BLOCKS; i++) {
      Optional<PortBlock> block = claim(OTHER_BASE + (start + i) % OTHER_BLOCKS * OTHER_SIZE);
      if (block.isPresent()) {
        return block.get();
      }
    }
    throw new NoPortException(OTHER_BASE, OTHER_BASE + OTHER_BLOCKS * OTHER_SIZE - 1);
  }

  private static Optional<PortBlock> claim(int port) {
    try {
      var socket = new ServerSocket();
      try {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        return Optional.of(new PortBlock(socket));
      } catch (IOException taken) {
        socket.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The range's first port, which is the claim itself. */
  public int base() {
    return claim.getLocalPort();
  }

  @Override
  public void close() {
    try {
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
