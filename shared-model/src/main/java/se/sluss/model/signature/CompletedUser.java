package se.sluss.model.signature;

/** The user as BankID named them beside the signature ({@code completionData.user}). */
public record CompletedUser(String personalNumber, SignerName name) {
  @Override
  public String toString() {
    return "CompletedUser[***]";
  }
}
