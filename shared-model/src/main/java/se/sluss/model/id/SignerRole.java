package se.sluss.model.id;

/**
 * In which role a person signs; the authority's own words. The assistant signs before the provider.
 */
public enum SignerRole {
  ASSISTENT,
  ANORDNARE
}
