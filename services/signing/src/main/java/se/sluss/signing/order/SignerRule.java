package se.sluss.signing.order;

import java.util.Optional;
import java.util.Set;
import se.sluss.model.identity.Personnummer;

/**
 * Who may sign for a tenant as the provider. Printed without the numbers.
 *
 * @param registered those whom the tenant has registered
 * @param version counts the changes; 0 when nothing was ever set
 */
public record SignerRule(Kind kind, Set<Personnummer> registered, int version) {
  /** Where nothing was set: the vendor says for each order who may. */
  public static final SignerRule UNSET = new SignerRule(Kind.VOUCHED, Set.of(), 0);

  /** Whose word it is. */
  public enum Kind {
    /** Anyone whom the vendor names for the order or the signature. */
    VOUCHED,
    /** Only those whom the tenant has registered, named or not. */
    REGISTERED
  }

  public SignerRule {
    registered = Set.copyOf(registered);
  }

  /**
   * Who may sign, of whom one must; none when nobody may.
   *
   * @param named the person whom the vendor names
   */
  Set<Personnummer> allowed(Optional<Personnummer> named) {
    return switch (kind) {
      case VOUCHED -> named.map(Set::of).orElse(Set.of());
      case REGISTERED ->
          named
              .map(one -> registered.contains(one) ? Set.of(one) : Set.<Personnummer>of())
              .orElse(registered);
    };
  }

  @Override
  public String toString() {
    return "SignerRule[" + kind + ", " + registered.size() + " registered]";
  }
}
