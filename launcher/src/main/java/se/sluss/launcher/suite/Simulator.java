package se.sluss.launcher.suite;

/** A simulator of a counterpart. */
public enum Simulator {
  BANKID("bankid"),
  AUTHORITY("authority"),
  WEBHOOK_SINK("webhook-sink");

  private final String componentName;

  Simulator(String componentName) {
    this.componentName = componentName;
  }

  /** The name of its component, its program and its folders. */
  public String componentName() {
    return componentName;
  }
}
