package se.sluss.submitter.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;

/**
 * A TCP socket that can hold back what is written to it. A whole message is encrypted while the
 * gate is shut, so that between the last look at the clock and the system call that sends its first
 * byte there is nothing left to do. Used by one thread at a time; closing is for any.
 *
 * <p>While the gate is open a write that fails is passed over: whoever refuses a handshake says why
 * and closes, and the rest of the handshake may still be on its way then. The reason is read next,
 * or that the connection broke.
 */
final class GatedSocket extends Socket {
  private static final Logger LOG = Logger.getLogger(GatedSocket.class);
  private static final int USUAL_MESSAGE = 64 * 1024;

  private final OutputStream gate = new Gate();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(USUAL_MESSAGE);
  private boolean shut;

  /**
   * What has not left when this is closed, or its process dies, does not leave any more: TCP would
   * go on sending it again, and it could arrive beside another call.
   */
  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    super.connect(address, timeoutMillis);
    setSoLinger(true, 0);
  }

  /** From now on nothing leaves. */
  void shut() {
    held.reset();
    shut = true;
  }

  /**
   * Sends what was held back, at once, if it may leave; otherwise it is forgotten, and with it what
   * the TLS session above believes to have sent: that session is of no use any more.
   *
   * @param mayLeaveAt asked with the monotonic clock as the last thing
   * @return whether it may have left
   * @throws IOException when it broke on the way
   */
  boolean release(LongPredicate mayLeaveAt) throws IOException {
    byte[] bytes = held.toByteArray();
    OutputStream out = super.getOutputStream();
    shut = false;
    if (!mayLeaveAt.test(System.nanoTime())) {
      return false;
    }
    out.write(bytes);
    return true;
  }

  @Override
  public OutputStream getOutputStream() {
    return gate;
  }

  private final class Gate extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (shut) {
        held.write(bytes, offset, length);
        return;
      }
      OutputStream way = GatedSocket.super.getOutputStream();
      try {
        way.write(bytes, offset, length);
      } catch (IOException e) {
        LOG.debugf("A write failed; what was answered is read fault=%s", e.getClass().getName());
      }
    }

    @Override
    public void close() throws IOException {
      GatedSocket.this.close();
    }
  }
}
