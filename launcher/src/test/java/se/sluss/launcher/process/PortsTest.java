package se.sluss.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void freePortsAreDifferent() {
    assertThat(Ports.free(20)).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void freePortsAreNoneThatTheSystemGivesToClients() throws IOException {
    Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    assumeThat(range).as("told by Linux alone").exists();
    int firstForClients = Integer.parseInt(Files.readAllLines(range).getFirst().split("\\s+")[0]);

    assertThat(Ports.free(50)).allMatch(port -> port < firstForClients);
  }

  @Test
  void aTakenPortIsReplacedByAnotherOne() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(Ports.isFree(port)).isFalse();
      assertThat(Ports.nearest(port, Set.of())).isGreaterThan(port).isLessThan(port + 100);
    }
  }

  @Test
  void aServerOnAllAddressesCountsAsTaken() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void aReplacementIsNeverAPortThatAnotherWanted() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      List<Integer> chosen = Ports.nearest(List.of(port, port + 1, port + 2));

      assertThat(chosen).doesNotHaveDuplicates().doesNotContain(port);
      assertThat(chosen.getFirst()).isGreaterThan(port + 2);
    }
  }

  @Test
  void anExhaustedRangeIsSaidInOneSentence() {
    int wanted = Ports.free(1).getFirst();
    Set<Integer> all = IntStream.range(wanted, wanted + 100).boxed().collect(Collectors.toSet());

    assertThatThrownBy(() -> Ports.nearest(wanted, all))
        .hasMessage(
            "No free port between %d and %d on this machine.".formatted(wanted, wanted + 99));
  }
}
