package se.sluss.simulator.bankid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import se.sluss.simulator.bankid.control.AutoPickup;
import se.sluss.simulator.bankid.control.ControlServer;
import se.sluss.simulator.bankid.control.ControlServer.Hands;
import se.sluss.simulator.bankid.control.People;
import se.sluss.simulator.bankid.control.Script;
import se.sluss.simulator.bankid.order.Device;
import se.sluss.simulator.bankid.order.OrderBook;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.PkiFolder;
import se.sluss.simulator.bankid.pki.SimulatorPki;
import se.sluss.simulator.bankid.rp.CallCounts;
import se.sluss.simulator.bankid.rp.Faults;
import se.sluss.simulator.bankid.rp.RpApi;
import se.sluss.simulator.bankid.rp.RpServer;
import se.sluss.simulator.bankid.signature.BankIdSignatures;

/** A running simulator: the relying party API and the control interface. */
public final class BankIdSimulator implements AutoCloseable {
  private final SimulatorPki pki;
  private final BankIdSignatures signatures;
  private final Hands hands;
  private final RpServer rpServer;
  private final ControlServer controlServer;

  private BankIdSimulator(
      SimulatorPki pki,
      BankIdSignatures signatures,
      Hands hands,
      RpServer rpServer,
      ControlServer controlServer) {
    this.pki = pki;
    this.signatures = signatures;
    this.hands = hands;
    this.rpServer = rpServer;
    this.controlServer = controlServer;
  }

  /**
   * Starts on loopback; port 0 takes a free one.
   *
   * @param pkiFolder holds the keys, which are made there when it has none
   * @param time decides the orders' limits and the time of signatures, not that of TLS
   * @throws IOException when a port is taken or the folder cannot be used; nothing is left running
   */
  public static BankIdSimulator start(int port, int controlPort, Path pkiFolder, InstantSource time)
      throws IOException {
    SimulatorPki pki = PkiFolder.open(pkiFolder);
    var signatures = new BankIdSignatures(new CustomerDesk(pki.bank()));
    var orders = new OrderBook(time);
    var device = new Device(orders, signatures, time);
    var people = new People();
    var script = new Script();
    var faults = new Faults();
    var counts = new CallCounts();
    var auto = new AutoPickup(orders, device, people, script);
    var hands = new Hands(orders, device, auto, people, script, faults, counts);
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    RpServer rp = RpServer.start(address, pki, new RpApi(orders, faults, counts, auto::consider));
    try {
      ControlServer control = ControlServer.start(controlPort, hands);
      return new BankIdSimulator(pki, signatures, hands, rp, control);
    } catch (IOException e) {
      rp.close();
      auto.close();
      throw e;
    }
  }

  /** The base address of the relying party API, without a trailing slash. */
  public URI rpAddress() {
    return URI.create("https://localhost:" + rpServer.port() + "/rp/v6.0");
  }

  public URI controlAddress() {
    return URI.create("http://127.0.0.1:" + controlServer.port());
  }

  public SimulatorPki pki() {
    return pki;
  }

  public BankIdSignatures signatures() {
    return signatures;
  }

  /** What the control interface reaches, for tests in the same process. */
  public Hands hands() {
    return hands;
  }

  @Override
  public void close() {
    rpServer.close();
    controlServer.close();
    hands.auto().close();
  }
}
