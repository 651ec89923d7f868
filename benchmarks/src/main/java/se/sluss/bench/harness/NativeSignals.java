package se.sluss.bench.harness;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Signals sent by the C library itself: in microseconds, where starting a program takes ten ms. */
final class NativeSignals {
  /** On Linux, x86 and ARM. */
  private static final int SIGSTOP = 19;

  private static final int SIGCONT = 18;

  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private NativeSignals() {}

  /** Freezes a process; one that is gone is fine. */
  static void stop(long pid) {
    send(pid, SIGSTOP);
  }

  /** Lets a frozen process go on; one that is gone is fine. */
  static void resume(long pid) {
    send(pid, SIGCONT);
  }

  private static void send(long pid, int signal) {
    try {
      int ignored = (int) KILL.invokeExact(Math.toIntExact(pid), signal);
    } catch (Throwable e) {
      throw new IllegalStateException("A signal could not be sent", e);
    }
  }
}
