package se.sluss.submitter.certificate;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** What an uploaded file holds, in the order in which it stands there. Never printed. */
final class KeyFile {
  private static final Logger LOG = Logger.getLogger(KeyFile.class);

  private static final String PEM_BEGINS = "-----BEGIN ";

  /** Virtual threads share few processors: two of them may be kept from the others. */
  private static final Semaphore READERS = new Semaphore(2, true);

  private final List<PrivateKey> keys;
  private final List<X509Certificate> certificates;

  KeyFile(List<PrivateKey> keys, List<X509Certificate> certificates) {
    this.keys = List.copyOf(keys);
    this.certificates = List.copyOf(certificates);
  }

  List<PrivateKey> keys() {
    return keys;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  /** The file cannot be read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CertificateFault fault;

    UnreadableException(CertificateFault fault) {
      super(fault.code(), null, false, false);
      this.fault = fault;
    }

    CertificateFault fault() {
      return fault;
    }
  }

  /**
   * Reads PKCS #12 or PEM, whichever it is. That may take seconds of a processor, so few are read
   * at a time, and none on a thread that others wait for.
   *
   * @throws UnreadableException when it is neither, or the password does not open it
   */
  static KeyFile read(byte[] file, char[] password) throws UnreadableException {
    FutureTask<KeyFile> reading = new FutureTask<>(() -> readHere(file, password));
    READERS.acquireUninterruptibly();
    try {
      Thread.ofPlatform().daemon().name("key file").start(reading);
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnreadableException fault) {
        throw fault;
      }
      if (e.getCause() instanceof RuntimeException stumble) {
        // Whoever made the file made the parser stumble; its own words may hold some of the file.
        LOG.warnf("A key file cannot be read cause=%s", stumble.getClass().getSimpleName());
        throw new UnreadableException(CertificateFault.UNREADABLE);
      }
      throw new IllegalStateException("A key file was not read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A key file was not waited for", e);
    } finally {
      READERS.release();
    }
  }

  private static KeyFile readHere(byte[] file, char[] password) throws UnreadableException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.contains(PEM_BEGINS)
        ? PemFile.read(text, password)
        : Pkcs12File.read(file, password);
  }
}
