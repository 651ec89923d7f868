package se.sluss.bench.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/** One connection that stays open; used by one thread at a time. */
final class HttpConnection implements AutoCloseable {
  private static final int PATIENCE = 30_000;
  private static final int NO_CONTENT = 204;

  private final DefaultBHttpClientConnection connection =
      new DefaultBHttpClientConnection(Http1Config.custom().setBufferSize(32 * 1024).build());
  private final URI base;

  HttpConnection(URI base) throws IOException {
    this.base = base;
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE);
    socket.setSoTimeout(PATIENCE);
    connection.bind(socket);
  }

  /** What was answered. */
  record Answer(int status, byte[] body) {}

  Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
    var request = new BasicClassicHttpRequest("POST", path);
    request.addHeader("Content-Length", Integer.toString(body.length));
    request.setEntity(new ByteArrayEntity(body, null));
    return send(request, headers);
  }

  Answer get(String path, Map<String, String> headers) throws IOException {
    return send(new BasicClassicHttpRequest("GET", path), headers);
  }

  private Answer send(BasicClassicHttpRequest request, Map<String, String> headers)
      throws IOException {
    request.addHeader("Host", base.getAuthority());
    headers.forEach(request::addHeader);
    try {
      connection.sendRequestHeader(request);
      if (request.getEntity() != null) {
        connection.sendRequestEntity(request);
      }
      connection.flush();
      try (ClassicHttpResponse response = connection.receiveResponseHeader()) {
        if (response.getCode() == NO_CONTENT) {
          return new Answer(NO_CONTENT, new byte[0]);
        }
        connection.receiveResponseEntity(response);
        byte[] body =
            response.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(response.getEntity());
        return new Answer(response.getCode(), body);
      }
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    connection.close(CloseMode.IMMEDIATE);
  }
}
