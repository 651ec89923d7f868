package se.sluss.kit.tenancy;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;

/** Tells faults that pass by themselves from those that stay. */
public final class Faults {
  private static final int MOST = 50;

  private Faults() {}

  /**
   * Whether the database or broker was the cause (away, full, shutting down, out of connections) or
   * two transactions met (deadlock, serialisation, optimistic lock), so that the same work may
   * succeed later.
   */
  public static boolean isPassing(Throwable fault) {
    List<Throwable> all = new ArrayList<>();
    collect(fault, all);
    boolean stays =
        all.stream().anyMatch(f -> f instanceof SQLException sql && !isPassingState(sql));
    return !stays && all.stream().anyMatch(Faults::passes);
  }

  private static void collect(Throwable fault, List<Throwable> found) {
    if (found.size() > MOST || found.contains(fault)) {
      return;
    }
    found.add(fault);
    Throwable cause = fault.getCause();
    if (cause != null) {
      collect(cause, found);
    }
    for (Throwable other : fault.getSuppressed()) {
      collect(other, found);
    }
  }

  private static boolean passes(Throwable fault) {
    return fault instanceof SQLException
        || fault instanceof RetriableException
        || fault instanceof SystemException
        || fault instanceof RollbackException
        || isOptimisticLock(fault);
  }

  /** By SQLSTATE class; without one the driver or the pool speaks, and means the connection. */
  private static boolean isPassingState(SQLException fault) {
    String state = fault.getSQLState();
    return state == null
        || fault instanceof SQLTransientException
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("40")
        || state.equals("55P03")
        || state.equals("25006")
        || state.equals("25P03")
        || state.equals("25P04");
  }

  /** By name: the kit serves rooms without Hibernate too. */
  private static boolean isOptimisticLock(Throwable fault) {
    String name = fault.getClass().getSimpleName();
    return name.equals("OptimisticLockException") || name.equals("StaleObjectStateException");
  }
}
