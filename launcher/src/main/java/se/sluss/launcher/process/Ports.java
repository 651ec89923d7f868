package se.sluss.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. A port found free may be taken by another the next moment. */
public final class Ports {
  private static final int TRIES = 100;
  private static final int FIRST_DRAWN = 12_000;
  private static final int FIRST_OF_BLOCKS = 20_000;

  private Ports() {}

  /**
   * So many different free ports, drawn below those of a {@link PortBlock} and those that Linux and
   * macOS give to outgoing connections: one of these could be taken before its server starts.
   */
  public static List<Integer> free(int count) {
    var chosen = new LinkedHashSet<Integer>();
    while (chosen.size() < count) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_DRAWN, FIRST_OF_BLOCKS);
      if (isFree(port)) {
        chosen.add(port);
      }
    }
    return List.copyOf(chosen);
  }

  /** Whether a server could bind the port on loopback now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The wanted port when it is free and not among those already given out, else the first such port
   * of the next hundred.
   *
   * @throws NoPortException when all of them are taken
   */
  public static int nearest(int wanted, Set<Integer> givenOut) {
    for (int port = wanted; port < wanted + TRIES; port++) {
      if (!givenOut.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new NoPortException(wanted, wanted + TRIES - 1);
  }

  /**
   * {@link #nearest} for each wanted port in turn, all different; wanted ones are not given away.
   */
  public static List<Integer> nearest(List<Integer> wanted) {
    var reserved = new HashSet<>(wanted);
    var chosen = new ArrayList<Integer>();
    for (int port : wanted) {
      var others = new HashSet<>(reserved);
      others.remove(port);
      others.addAll(chosen);
      chosen.add(nearest(port, others));
    }
    return chosen;
  }
}
