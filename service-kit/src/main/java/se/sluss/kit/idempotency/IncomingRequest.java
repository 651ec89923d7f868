package se.sluss.kit.idempotency;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.BodyLimit;

/** The request as it came: what a repetition of it must agree in. */
@RequestScoped
class IncomingRequest {
  private String method = "";
  private String path = "";
  private String query = "";
  private String mediaType = "";
  private byte[] body = new byte[0];
  private @Nullable MeasuredStream stream;
  private @Nullable String key;

  void take(ContainerRequestContext request, byte[] read) {
    take(request);
    body = read;
  }

  /** As a stream, which is measured when it has been read. */
  void take(ContainerRequestContext request, MeasuredStream measured) {
    take(request);
    stream = measured;
  }

  private void take(ContainerRequestContext request) {
    method = request.getMethod();
    path = request.getUriInfo().getRequestUri().getRawPath();
    query = Optional.ofNullable(request.getUriInfo().getRequestUri().getRawQuery()).orElse("");
    MediaType type = request.getMediaType();
    mediaType = type == null ? "" : type.getType() + "/" + type.getSubtype();
    key = request.getHeaderString("Idempotency-Key");
  }

  @Nullable String key() {
    return key;
  }

  /** Names the request among all of its owner's: repeating it gives the same. */
  byte[] name(String owner, String key) {
    return Digest.of(text(owner), text(method), text(path), text(key));
  }

  /** What it asks for, to the byte. */
  byte[] fingerprint() {
    MeasuredStream measured = stream;
    if (measured != null) {
      try {
        body = measured.digest();
        stream = null;
      } catch (IOException e) {
        throw BodyLimit.cutShort();
      }
    }
    return Digest.of(text(method), text(path), text(query), text(mediaType), body);
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
