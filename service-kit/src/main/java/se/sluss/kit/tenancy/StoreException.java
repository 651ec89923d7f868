package se.sluss.kit.tenancy;

import java.sql.SQLException;

/** A statement failed. Whether trying again can help is told by {@link Faults#isPassing}. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, SQLException cause) {
    super(message, cause);
  }
}
