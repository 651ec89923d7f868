package se.sluss.receipts.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.receipts.evidence.LogStore;

/**
 * The log of evidence packages, open to everybody: signed tree heads, the leaves' hashes, and the
 * keys. Whoever copies it sees by the copy alone that nothing in it was changed. It holds hashes of
 * salted manifests, and nothing of any tenant's.
 */
@Path("/evidence-log")
@RunOnVirtualThread
public class EvidenceLogResource {
  private static final int MOST_HEADS = 1_000;
  private static final int MOST_LEAVES = 10_000;

  private final LogStore log;
  private final EvidenceKeys keys;
  private final Transactions transactions;

  EvidenceLogResource(LogStore log, EvidenceKeys keys, Transactions transactions) {
    this.log = log;
    this.keys = keys;
    this.transactions = transactions;
  }

  /** Signed heads of trees larger than {@code after}, a line each, at most 1000. */
  @GET
  @Path("/tree-heads")
  @Produces("application/x-ndjson")
  public Response treeHeads(@QueryParam("after") @Nullable String after) {
    long from = number("after", after);
    List<PublishedHead> heads = transactions.asSystem(() -> log.after(from, MOST_HEADS));
    return lines(heads.stream().map(PublishedHead::line).collect(Collectors.joining()));
  }

  /** The newest signed head. */
  @GET
  @Path("/tree-head")
  @Produces("application/jose")
  public Response treeHead() {
    String head =
        transactions
            .asSystem(log::newest)
            .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The log is empty so far."));
    return lines(head);
  }

  /** Hashes of leaves from {@code from} on, hexadecimal, a line each, at most 10 000. */
  @GET
  @Path("/leaves")
  @Produces(MediaType.TEXT_PLAIN)
  public Response leaves(@QueryParam("from") @Nullable String from) {
    long first = number("from", from);
    List<Hash> leaves = transactions.asSystem(() -> log.leaves(first, MOST_LEAVES));
    return lines(leaves.stream().map(leaf -> leaf.hex() + "\n").collect(Collectors.joining()));
  }

  /** The keys that sign packages and heads, now and before: a JWK set. */
  @GET
  @Path("/keys")
  @Produces("application/jwk-set+json")
  public Response keys() {
    return lines(keys.jwks());
  }

  private static Response lines(String text) {
    return Response.ok(text).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static long number(String name, @Nullable String text) {
    try {
      long number = text == null ? 0 : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Problem.of(ProblemType.BAD_REQUEST, "Give " + name + " as a number of leaves, from 0.");
  }
}
