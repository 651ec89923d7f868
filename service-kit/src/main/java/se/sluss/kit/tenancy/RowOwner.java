package se.sluss.kit.tenancy;

/**
 * Whose rows they are, as row-level security compares them.
 *
 * @param tenant empty for what is a vendor's for all of its tenants
 */
public record RowOwner(String vendor, String tenant, String mode) {}
