package se.sluss.launcher.suite;

/** How the services' JVMs start. */
public enum StartUp {
  /** As they are built. */
  PLAIN,

  /** With their AOT caches; a service that has none yet is trained while it runs. */
  AHEAD_OF_TIME,

  /** As native executables, which must be built. */
  NATIVE
}
