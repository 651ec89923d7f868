package se.sluss.simulator.authority.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.fault.Fault;
import se.sluss.simulator.authority.fault.FaultScript;
import se.sluss.simulator.authority.ledger.Arrival;

/** Hands whole requests to the desk, off the event loop, and brings the answers back. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final System.Logger LOG = System.getLogger(RequestHandler.class.getName());
  private static final int FORBIDDEN = 403;

  private final Stamp stamp;
  private final CallDesk desk;
  private final FaultScript faults;
  private final Executor workers;

  RequestHandler(Stamp stamp, CallDesk desk, FaultScript faults, Executor workers) {
    this.stamp = stamp;
    this.desk = desk;
    this.faults = faults;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Arrival arrival = context.channel().attr(ConnectionHandler.CALL).get();
    if (arrival == null) {
      context.close();
      return;
    }
    Optional<Fault> fault =
        arrival.admitted() ? faults.strikeCall(arrival.client()) : Optional.empty();
    Call call =
        new Call(
            arrival,
            request.method().name(),
            request.headers().get(HttpHeaderNames.CONTENT_TYPE),
            request.headers().get("SOAPAction"),
            new Bytes(ByteBufUtil.getBytes(request.content())),
            fault);
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    workers.execute(() -> serve(context, call, keepAlive));
  }

  private void serve(ChannelHandlerContext context, Call call, boolean keepAlive) {
    Reaction reaction;
    try {
      reaction = desk.handle(call);
    } catch (RuntimeException broken) {
      LOG.log(Level.ERROR, "call not dealt with sequence=" + call.arrival().sequence(), broken);
      reaction = new Reaction.Give(Answer.plainFault("soap:Server", "The simulator failed"), false);
    }
    if (!context.channel().isActive()) {
      desk.ended(call, stamp.gone(), false);
      return;
    }
    long delay = call.fault().map(Fault::delayMillis).orElse(0L);
    Reaction decided = reaction;
    context
        .executor()
        .schedule(() -> react(context, call, decided, keepAlive), delay, TimeUnit.MILLISECONDS);
  }

  private void react(
      ChannelHandlerContext context, Call call, Reaction reaction, boolean keepAlive) {
    switch (reaction) {
      case Reaction.Give(var answer, var receipt) ->
          give(context, answer, keepAlive)
              .addListener(
                  written -> desk.ended(call, stamp.lastWritten(), receipt && written.isSuccess()));
      case Reaction.Close _ -> context.close();
      case Reaction.Reset _ -> reset(context);
      case Reaction.Silence _ -> {}
    }
  }

  /** Closes below TLS, so that nothing but the reset is seen. */
  private static void reset(ChannelHandlerContext context) {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.pipeline().context(SslHandler.class).close();
  }

  private static ChannelFuture give(
      ChannelHandlerContext context, Answer answer, boolean keepAlive) {
    byte[] body = answer.body().toArray();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(body));
    if (!answer.contentType().isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    }
    answer.headers().forEach(response.headers()::set);
    HttpUtil.setContentLength(response, body.length);
    boolean stay = keepAlive && answer.status() != FORBIDDEN;
    if (!stay) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelFuture written = context.writeAndFlush(response);
    return stay ? written : written.addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.DEBUG, "connection failed", cause);
    context.close();
  }
}
