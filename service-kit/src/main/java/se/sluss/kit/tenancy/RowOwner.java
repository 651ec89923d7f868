package se.sluss.kit.tenancy;

import java.util.Comparator;

/**
 * Whose rows they are, as row-level security compares them. In an order, so that transactions for
 * several owners do not wait for each other.
 *
 * @param tenant empty for what is a vendor's for all of its tenants
 */
public record RowOwner(String vendor, String tenant, String mode) implements Comparable<RowOwner> {
  private static final Comparator<RowOwner> ORDER =
      Comparator.comparing(RowOwner::vendor)
          .thenComparing(RowOwner::tenant)
          .thenComparing(RowOwner::mode);

  @Override
  public int compareTo(RowOwner other) {
    return ORDER.compare(this, other);
  }
}
