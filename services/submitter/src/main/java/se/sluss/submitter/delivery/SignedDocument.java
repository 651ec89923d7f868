package se.sluss.submitter.delivery;

import java.util.List;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.Service;

/** A document in the clear with its signatures; held as short as possible and never printed. */
public final class SignedDocument {
  private final Service service;
  private final byte[] bytes;
  private final List<CollectedSignature> signatures;

  public SignedDocument(Service service, byte[] bytes, List<CollectedSignature> signatures) {
    this.service = service;
    this.bytes = bytes.clone();
    this.signatures = List.copyOf(signatures);
  }

  public Service service() {
    return service;
  }

  /** The exact bytes that were handed in and signed. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public List<CollectedSignature> signatures() {
    return signatures;
  }

  @Override
  public String toString() {
    return "SignedDocument[" + service + ", " + bytes.length + " bytes]";
  }
}
