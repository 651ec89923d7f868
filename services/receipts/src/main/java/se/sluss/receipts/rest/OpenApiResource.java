package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The room's contract, for everybody. */
@Path("/openapi")
@RunOnVirtualThread
public class OpenApiResource {
  private static final String CONTRACT = "/openapi/receipts.yaml";

  @GET
  @Produces("application/yaml")
  public byte[] contract() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(CONTRACT)) {
      if (in == null) {
        throw new IllegalStateException("the contract is not in the application");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
