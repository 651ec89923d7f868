package se.sluss.model.signature;

/** A person as the certificate names them. Never printed. */
public record SignerName(String name, String givenName, String surname) {
  @Override
  public String toString() {
    return "SignerName[***]";
  }
}
