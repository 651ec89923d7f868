package se.sluss.submitter.governor;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This process among its replicas; a name that no other and no earlier one has. */
@ApplicationScoped
public class Replica {
  private final String name = UUID.randomUUID().toString();

  public String name() {
    return name;
  }
}
