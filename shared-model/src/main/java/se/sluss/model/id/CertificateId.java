package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a client certificate of a connection, in force, next or past. Text form: {@code crt_}
 * and 26 characters; anything else cannot exist.
 */
public record CertificateId(@JsonValue String value) {
  private static final String PREFIX = "crt";

  public CertificateId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static CertificateId next() {
    return new CertificateId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static CertificateId of(String value) {
    return new CertificateId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<CertificateId> parse(String value) {
    return TypeId.parse(PREFIX, value, CertificateId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
