package se.sluss.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** placeholder while the rest compiles. */
@Command(name = "demo", mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 1;
  }
}
