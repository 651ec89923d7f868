package se.sluss.receipts.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.receipts.store.EventTable;
import se.sluss.receipts.store.EventTable.Listed;

/** The events that webhooks tell of, for those who would rather ask: in order, oldest first. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Scope(Callers.READ_RECEIPTS)
public class EventResource {
  private static final String LIST = "events";

  private final EventTable events;
  private final Callers callers;
  private final Cursors cursors;
  private final Transactions transactions;
  private final ObjectMapper json;

  EventResource(
      EventTable events,
      Callers callers,
      Cursors cursors,
      Transactions transactions,
      ObjectMapper json) {
    this.events = events;
    this.callers = callers;
    this.cursors = cursors;
    this.transactions = transactions;
    this.json = json;
  }

  @GET
  public Page<EventView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Position after = cursors.decode(cursor, LIST);
    @Nullable String place = after == null ? null : after.id();
    List<Listed> rows = transactions.asCaller(() -> after(place, most + 1));
    return cursors.page(rows, most, LIST, EventResource::position, this::view);
  }

  /** From a place that is beyond the end, everything up to there would be passed over unseen. */
  private List<Listed> after(@Nullable String place, int most) {
    if (place != null && !events.reaches(place)) {
      throw Problem.of(
          ProblemType.INVALID_CURSOR,
          "The list was restored to a state before this cursor. Begin again without a cursor, or"
              + " with an older one.");
    }
    return events.after(callers.owner(), place, most);
  }

  private static Position position(Listed event) {
    return new Position(event.happenedAt(), event.place());
  }

  private EventView view(Listed event) {
    try {
      JsonNode body = json.readTree(event.body());
      return new EventView(
          event.id(),
          cursors.encode(position(event), LIST),
          body.required("type"),
          body.required("timestamp"),
          body.required("data"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the body of event " + event.id() + " is not JSON");
    }
  }
}
