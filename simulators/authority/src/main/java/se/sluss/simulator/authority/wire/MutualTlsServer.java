package se.sluss.simulator.authority.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.fault.FaultScript;
import se.sluss.simulator.authority.ledger.Ledger;

/**
 * HTTPS on loopback for clients with a certificate. Event loops do nothing but move bytes and note
 * when they came, so that arrival times stay true under load: TLS, HTTP and verification run on
 * other threads.
 */
public final class MutualTlsServer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;
  private static final int IO_THREADS = 2;
  private static final int READERS = 4;
  private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long STOP_SECONDS = 5;

  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final NioEventLoopGroup loops =
      new NioEventLoopGroup(IO_THREADS, Thread.ofPlatform().name("authority-io-", 0).factory());
  private final EventExecutorGroup readers =
      new DefaultEventExecutorGroup(
          READERS, Thread.ofPlatform().daemon().name("authority-reader-", 0).factory());
  private final ExecutorService handshakes =
      Executors.newFixedThreadPool(
          2, Thread.ofPlatform().daemon().name("authority-tls-", 0).factory());
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          Thread.ofPlatform().daemon().name("authority-desk-", 0).factory());

  private volatile KeyManager[] keys;
  private final TrustManager[] trust;
  private final CallDesk desk;
  private final Ledger ledger;
  private final FaultScript faults;
  private final int port;

  /** Starts to listen; port 0 takes a free one. */
  public MutualTlsServer(
      int port,
      KeyManager[] keys,
      X509ExtendedTrustManager clientTrust,
      CallDesk desk,
      Ledger ledger,
      FaultScript faults) {
    this.keys = keys.clone();
    this.trust = new TrustManager[] {new ClientTrust(clientTrust, faults)};
    this.desk = desk;
    this.ledger = ledger;
    this.faults = faults;
    loops.forEach(this::watch);
    this.port = listen(port);
  }

  /** Tells the ledger when an event loop is late, since then arrivals are noted late. */
  private void watch(EventExecutor loop) {
    loop.scheduleWithFixedDelay(
        new Runnable() {
          private long due = System.nanoTime() + BEAT;

          @Override
          public void run() {
            long now = System.nanoTime();
            ledger.heldUp(now, now - due);
            due = now + BEAT;
          }
        },
        BEAT,
        BEAT,
        TimeUnit.NANOSECONDS);
  }

  private int listen(int wanted) {
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted))
            .syncUninterruptibly()
            .channel();
    connections.add(server);
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** From the next handshake on; connections without a call are closed. */
  public void show(KeyManager[] others) {
    keys = others.clone();
    closeIdle(null);
  }

  public int port() {
    return port;
  }

  /**
   * Closes the connections on which no call is going on; of every client when null. They are closed
   * when this returns, unless the threads are too busy to do it within some seconds.
   */
  public void closeIdle(@Nullable String client) {
    List<Channel> open =
        connections.stream().filter(channel -> !(channel instanceof ServerChannel)).toList();
    var looked = new CountDownLatch(open.size());
    var event = new ConnectionHandler.CloseIfIdle(client, looked);
    open.forEach(channel -> channel.pipeline().fireUserEventTriggered(event));
    try {
      looked.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    connections.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    readers.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    workers.shutdownNow();
    handshakes.shutdownNow();
  }

  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) throws GeneralSecurityException {
      connections.add(channel);
      RecordClock records = new RecordClock();
      FirstByte firstByte = new FirstByte(records::nanos);
      Stamp stamp = new Stamp();
      channel.pipeline().addLast(stamp).addLast(readers, records);
      Executor verifiers =
          records.waitingFor(handshakes, channel.pipeline().context(RecordClock.class));
      channel
          .pipeline()
          .addLast(readers, new SslHandler(engine(), verifiers))
          .addLast(readers, firstByte)
          .addLast(readers, new HttpServerCodec())
          .addLast(readers, new ConnectionHandler(stamp, firstByte, ledger))
          .addLast(readers, new HttpObjectAggregator(MAX_REQUEST_BYTES))
          .addLast(readers, new RequestHandler(stamp, desk, faults, workers));
    }

    /**
     * A context of its own for each connection: no session is ever resumed, every handshake is
     * whole.
     */
    private SSLEngine engine() throws GeneralSecurityException {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(false);
      engine.setNeedClientAuth(true);
      engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      return engine;
    }
  }
}
