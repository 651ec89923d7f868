package se.sluss.intake.directory;

import java.util.Set;

/** What a restricted key can be allowed to do, in all rooms. */
public final class Scopes {
  /** Every scope that there is. */
  public static final Set<String> ALL =
      Set.of(
          "tenants:read",
          "submissions:read",
          "submissions:write",
          "signing:read",
          "signing:write",
          "signers:read",
          "signers:write",
          "receipts:read",
          "evidence:read",
          "webhooks:read",
          "webhooks:write",
          "lanes:read",
          "connections:read",
          "connections:write");

  private Scopes() {}
}
