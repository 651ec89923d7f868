package se.sluss.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a port on this machine. Can delay what passes by a random time, and
 * hold or lose all that goes one way. The end of a connection passes at once, whatever is held.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes go. */
  public enum Way {
    /** From the client to the server. */
    OUT,
    /** From the server to the client. */
    BACK
  }

  /** What becomes of the bytes of a way. */
  public enum Mode {
    /** They pass. */
    OPEN,
    /** They wait until the way is open. */
    HELD,
    /** They are lost; a connection that lost any is reset when the way is open again. */
    LOST
  }

  private static final int BUFFER = 64 * 1024;
  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);

  private final ServerSocket server;
  private final int target;
  private final SplittableRandom random;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile Mode out = Mode.OPEN;
  private volatile Mode back = Mode.OPEN;
  private volatile long jitter;
  private volatile int lastSender;
  private final AtomicLong longestHoldUp = new AtomicLong();

  /** Listens on a free port and leads to the target port. What is drawn comes from the seed. */
  public TcpProxy(int target, long seed) {
    this.target = target;
    this.random = new SplittableRandom(seed);
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("proxy-" + target).start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Each piece that passes waits for 0 to so long, in its order. */
  public void jitter(Duration most) {
    jitter = most.toNanos();
  }

  /** Cuts a way, or opens it. */
  public void set(Way way, Mode mode) {
    if (way == Way.OUT) {
      out = mode;
    } else {
      back = mode;
    }
    if (mode == Mode.OPEN) {
      pairs.stream().filter(pair -> pair.lossy).forEach(Pair::reset);
    }
  }

  /** The client's port of the connection on which bytes went out last; 0 before any did. */
  public int lastSender() {
    return lastSender;
  }

  /** For how long bytes to the server were held up at most, beyond what was drawn. */
  public Duration longestHoldUp() {
    return Duration.ofNanos(longestHoldUp.get());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> join(client));
      } catch (IOException e) {
        // closed, or a client that went away at once
      }
    }
  }

  private void join(Socket client) {
    Socket inner = new Socket();
    try {
      inner.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
      client.setTcpNoDelay(true);
      inner.setTcpNoDelay(true);
    } catch (IOException e) {
      Pair.close(client, true);
      Pair.close(inner, true);
      return;
    }
    var pair = new Pair(client, inner);
    pairs.add(pair);
    Thread.startVirtualThread(() -> pump(pair, inner, client, Way.BACK));
    pump(pair, client, inner, Way.OUT);
  }

  private void pump(Pair pair, Socket from, Socket to, Way way) {
    byte[] buffer = new byte[BUFFER];
    boolean broken = false;
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (way == Way.OUT) {
          lastSender = pair.client.getPort();
        }
        long came = System.nanoTime();
        long drawn = drawn();
        delay(came + drawn);
        if (passes(pair, way)) {
          to.getOutputStream().write(buffer, 0, length);
          if (way == Way.OUT && out == Mode.OPEN) {
            longestHoldUp.accumulateAndGet(System.nanoTime() - came - drawn, Math::max);
          }
        }
      }
    } catch (IOException e) {
      broken = true;
    } finally {
      pair.end(broken);
      pairs.remove(pair);
    }
  }

  /** Waits as long as it has to; false when the bytes are lost. */
  private boolean passes(Pair pair, Way way) {
    while (mode(way) == Mode.HELD && !pair.ended) {
      LockSupport.parkNanos(GLANCE);
    }
    if (mode(way) == Mode.LOST || pair.lossy) {
      pair.lossy = true;
      return false;
    }
    return true;
  }

  private Mode mode(Way way) {
    return way == Way.OUT ? out : back;
  }

  private long drawn() {
    long most = jitter;
    synchronized (random) {
      return most == 0 ? 0 : random.nextLong(most + 1);
    }
  }

  private static void delay(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Pair::reset);
  }

  /** Both ends of what looks like one connection. */
  private static final class Pair {
    private final Socket client;
    private final Socket inner;
    private volatile boolean lossy;
    private volatile boolean ended;

    private Pair(Socket client, Socket inner) {
      this.client = client;
      this.inner = inner;
    }

    private void reset() {
      end(true);
    }

    private void end(boolean broken) {
      ended = true;
      close(client, broken);
      close(inner, broken);
    }

    private static void close(Socket socket, boolean broken) {
      try {
        if (broken && !socket.isClosed()) {
          socket.setSoLinger(true, 0);
        }
        socket.close();
      } catch (IOException e) {
        // it is gone
      }
    }
  }
}
