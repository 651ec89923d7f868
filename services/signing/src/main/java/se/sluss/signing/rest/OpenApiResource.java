package se.sluss.signing.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** This room's contract, as it is committed. */
@Path("/openapi")
public class OpenApiResource {
  private static final String DOCUMENT = "/openapi/signing.yaml";

  @GET
  @Produces("application/yaml")
  @RunOnVirtualThread
  public byte[] document() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException("The contract is not in the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The contract could not be read", e);
    }
  }
}
