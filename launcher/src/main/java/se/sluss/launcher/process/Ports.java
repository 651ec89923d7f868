package se.sluss.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** TCP ports on the loopback address. A port found free may be taken by another the next moment. */
public final class Ports {
  private static final int TRIES = 100;

  private Ports() {}

  /** So many different free ports, chosen by the system. */
  public static List<Integer> free(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      var ports = new ArrayList<Integer>();
      for (int i = 0; i < count; i++) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (ServerSocket socket : sockets) {
        closeQuietly(socket);
      }
    }
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

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
