package se.sluss.kit.tenancy;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells faults that pass by themselves from those that stay. */
public final class Faults {
  private Faults() {}

  /**
   * Whether the database or broker was the cause (away, full, shutting down, out of connections) or
   * two transactions met (deadlock, serialisation, optimistic lock), so that the same work may
   * succeed later.
   */
  public static boolean isPassing(Throwable fault) {
    for (Throwable at = fault; at != null; at = next(at)) {
      if (passes(at)) {
        return true;
      }
      for (Throwable other : at.getSuppressed()) {
        if (passes(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean passes(Throwable fault) {
    return switch (fault) {
      case SQLTransientException _ -> true;
      case SQLException sql -> isPassingState(sql.getSQLState());
      case org.apache.kafka.common.errors.RetriableException _ -> true;
      case jakarta.transaction.SystemException _ -> true;
      default -> isOptimisticLock(fault);
    };
  }

  /** By SQLSTATE class; without one the driver or the pool speaks, and means the connection. */
  private static boolean isPassingState(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("40")
        || state.equals("55P03")
        || state.equals("25006")
        || state.equals("25P03");
  }

  /** By name: the kit serves rooms without Hibernate too. */
  private static boolean isOptimisticLock(Throwable fault) {
    String name = fault.getClass().getSimpleName();
    return name.equals("OptimisticLockException")
        || name.equals("StaleObjectStateException")
        || name.equals("RollbackException") && fault.getCause() == null;
  }

  private static @Nullable Throwable next(Throwable fault) {
    Throwable cause = fault.getCause();
    return cause == fault ? null : cause;
  }
}
