package se.sluss.kit.openapi;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.sluss.kit.problem.Problem;

/** The room's contract: the resource {@code openapi/<room>.yaml}, byte for byte. */
@Path("/openapi")
public class OpenApiResource {
  private final String document;

  public OpenApiResource(@ConfigProperty(name = "quarkus.application.name") String room) {
    this.document = "openapi/" + room + ".yaml";
  }

  @GET
  @Produces("application/yaml")
  @RunOnVirtualThread
  public byte[] document() {
    ClassLoader resources = Thread.currentThread().getContextClassLoader();
    try (InputStream in = resources.getResourceAsStream(document)) {
      if (in == null) {
        throw Problem.notFound();
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The contract could not be read", e);
    }
  }
}
