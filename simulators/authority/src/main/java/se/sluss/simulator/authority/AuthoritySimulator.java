package se.sluss.simulator.authority;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Schemas;
import se.sluss.simulator.authority.control.ControlApi;
import se.sluss.simulator.authority.fault.FaultKind;
import se.sluss.simulator.authority.fault.FaultScript;
import se.sluss.simulator.authority.ledger.Keep;
import se.sluss.simulator.authority.ledger.Ledger;
import se.sluss.simulator.authority.ledger.StateFolder;
import se.sluss.simulator.authority.pki.SimulatorPki;
import se.sluss.simulator.authority.shs.Directory;
import se.sluss.simulator.authority.signature.BankIdCheck;
import se.sluss.simulator.authority.wire.CallDesk;
import se.sluss.simulator.authority.wire.MutualTlsServer;

/** The whole simulator, listening on loopback from construction to {@link #close}. */
public final class AuthoritySimulator implements AutoCloseable {

  /**
   * How to run it. Ports of 0 are replaced by free ones.
   *
   * @param pki folder of the simulator's keys; made when missing
   * @param bankIdRoot PEM of the root that users' signatures must lead to; null for pace only
   * @param interval calls of one client on one path that arrive closer than this shut it off
   * @param state folder that the ledger survives in; null keeps it in memory alone
   * @param keep how much of the ledger is held in memory
   */
  public record Settings(
      int port,
      int controlPort,
      Path pki,
      @Nullable Path bankIdRoot,
      Duration interval,
      @Nullable Path state,
      Keep keep) {

    /** Everything is checked and everything is kept. */
    public Settings(
        int port,
        int controlPort,
        Path pki,
        Path bankIdRoot,
        Duration interval,
        @Nullable Path state) {
      this(port, controlPort, pki, bankIdRoot, interval, state, Keep.ALL);
    }
  }

  private final SimulatorPki pki;
  private final Ledger ledger;
  private final MutualTlsServer server;
  private final ControlApi control;

  public AuthoritySimulator(Settings settings, InstantSource clock)
      throws IOException, GeneralSecurityException {
    pki = SimulatorPki.in(settings.pki());
    StateFolder folder = settings.state() == null ? null : new StateFolder(settings.state());
    ledger = new Ledger(settings.interval(), clock, folder, settings.keep());
    FaultScript faults = new FaultScript();
    Path root = settings.bankIdRoot();
    BankIdCheck signatures = root == null ? null : BankIdCheck.trusting(root, clock);
    Directory directory = new Directory();
    CallDesk desk = new CallDesk(new Schemas(), signatures, directory, ledger);
    MutualTlsServer tls =
        new MutualTlsServer(
            settings.port(), pki.keyManagers(), pki.clientTrust(), desk, ledger, faults);
    server = tls;
    control =
        new ControlApi(
            settings.controlPort(),
            pki,
            ledger,
            desk,
            faults,
            directory,
            fault -> {
              if (fault.kind() == FaultKind.TLS_REFUSAL) {
                tls.closeIdle(fault.clientCn());
              }
            },
            tls::show);
  }

  public int port() {
    return server.port();
  }

  public int controlPort() {
    return control.port();
  }

  /** The issuer of the server's certificate. */
  public X509Certificate serverAuthority() {
    return pki.serverAuthority();
  }

  @Override
  public void close() {
    control.close();
    server.close();
    ledger.close();
  }
}
