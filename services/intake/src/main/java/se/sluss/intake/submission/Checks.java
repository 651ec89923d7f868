package se.sluss.intake.submission;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import se.sluss.intake.rules.Language;
import se.sluss.intake.rules.Words;
import se.sluss.model.id.SignerRole;
import se.sluss.model.signature.VerificationStep;

/** Who signs, and what is wrong with a signature, in words for people. */
final class Checks {
  /** What the signing room looks at beside the signature itself. */
  private enum OfTheSigning {
    SIGNER("nobody is known who may sign", "ingen är känd som får skriva under"),
    MODE("no BankID is set up for this mode", "inget BankID är uppsatt för detta läge"),
    DATE("it was made on another day", "den gjordes en annan dag"),
    ORDER("it was made before its turn", "den gjordes innan det var dess tur"),
    REUSED(
        "it is the one that counts for another role already",
        "den är samma som redan räknas för en annan roll");

    private final Words words;

    OfTheSigning(String english, String swedish) {
      this.words = new Words(english, swedish);
    }
  }

  private Checks() {}

  /**
   * Who has yet to sign.
   *
   * @param names of roles, a comma between them
   */
  static String roles(String names, Language language) {
    return Arrays.stream(names.split(","))
        .map(
            name ->
                known(SignerRole.values(), name).map(role -> role(role).in(language)).orElse(name))
        .collect(Collectors.joining(", "));
  }

  /**
   * What was found, with its name for support.
   *
   * @param check as {@code ASSISTENT.OCSP}; told as it is when it is none
   */
  static String refused(String check, Language language) {
    String[] roleAndStep = check.split("\\.", 2);
    Optional<SignerRole> role = known(SignerRole.values(), roleAndStep[0]);
    String name = roleAndStep[roleAndStep.length - 1];
    Optional<Words> found =
        known(VerificationStep.values(), name)
            .map(Checks::step)
            .or(() -> known(OfTheSigning.values(), name).map(one -> one.words));
    return role.isPresent() && found.isPresent()
        ? role(role.get()).in(language) + ", " + found.get().in(language) + " (" + name + ")"
        : check;
  }

  private static <E extends Enum<E>> Optional<E> known(E[] values, String name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }

  private static Words role(SignerRole role) {
    return switch (role) {
      case ASSISTENT -> new Words("the assistant", "assistenten");
      case ANORDNARE -> new Words("the provider", "anordnaren");
    };
  }

  private static Words step(VerificationStep step) {
    return switch (step) {
      case ENCODING -> new Words("it cannot be decoded", "den går inte att avkoda");
      case PARSING -> new Words("it cannot be read", "den går inte att läsa");
      case STRUCTURE ->
          new Words("it is not made as BankID makes them", "den är inte uppbyggd som BankID:s");
      case ALGORITHMS ->
          new Words(
              "it uses an algorithm that BankID does not",
              "den använder en algoritm som BankID inte använder");
      case REFERENCES ->
          new Words("it does not cover all that it must", "den täcker inte allt som den ska");
      case CORE_VALIDATION -> new Words("its value is wrong", "dess värde stämmer inte");
      case CERTIFICATE_CHAIN ->
          new Words("its certificate is not BankID's", "certifikatet kommer inte från BankID");
      case SIGNING_CERTIFICATE ->
          new Words(
              "its certificate is not one for signing, or was not valid",
              "certifikatet är inte till för underskrift, eller gällde inte");
      case PURPOSE -> new Words("it was made to log in", "den gjordes för inloggning");
      case VISIBLE_DATA -> new Words("its text is another", "texten är en annan");
      case NON_VISIBLE_DATA ->
          new Words("it is of another document", "den gäller ett annat dokument");
      case RELYING_PARTY ->
          new Words("it was made for somebody else", "den gjordes för en annan mottagare");
      case PERSON -> new Words("another person made it", "en annan person har gjort den");
      case OCSP ->
          new Words("the OCSP response does not vouch for it", "OCSP-svaret styrker den inte");
      case NONCE ->
          new Words(
              "the OCSP response is for another signature",
              "OCSP-svaret gäller en annan underskrift");
      case TIME ->
          new Words("the OCSP response is of another time", "OCSP-svaret är från en annan tid");
      case RISK -> new Words("BankID found the risk too high", "BankID bedömde risken som för hög");
    };
  }
}
