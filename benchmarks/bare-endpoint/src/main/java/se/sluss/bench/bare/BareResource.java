package se.sluss.bench.bare;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the services' stack can take in when nothing is done with it. */
@Path("/bare")
@RunOnVirtualThread
public class BareResource {
  @POST
  @Consumes(MediaType.APPLICATION_XML)
  public Response post(byte[] document) {
    return Response.accepted("{\"bytes\":" + document.length + "}")
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  @GET
  public Response here() {
    return Response.noContent().build();
  }
}
