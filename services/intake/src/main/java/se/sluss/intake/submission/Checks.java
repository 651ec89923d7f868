package se.sluss.intake.submission;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import se.sluss.intake.rules.Language;
import se.sluss.model.id.SignerRole;
import se.sluss.model.signature.VerificationStep;

/** Who signs, and what is wrong with a signature, in words for people. */
final class Checks {
  /** What the signing room looks at beside the signature itself. */
  private enum OfTheSigning {
    SIGNER("nobody is known who may sign", "ingen är känd som får skriva under"),
    MODE("no BankID is set up for this mode", "inget BankID är uppsatt för detta läge"),
    DATE("it was made on another day", "den gjordes en annan dag"),
    ORDER("it was made before its turn", "den gjordes innan det var dess tur");

    private final String english;
    private final String swedish;

    OfTheSigning(String english, String swedish) {
      this.english = english;
      this.swedish = swedish;
    }

    private String in(Language language) {
      return language == Language.SWEDISH ? swedish : english;
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
        .map(name -> known(SignerRole.values(), name).map(r -> role(r, language)).orElse(name))
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
    Optional<String> found =
        known(VerificationStep.values(), name)
            .map(step -> step(step, language))
            .or(() -> known(OfTheSigning.values(), name).map(one -> one.in(language)));
    return role.isPresent() && found.isPresent()
        ? role(role.get(), language) + ", " + found.get() + " (" + name + ")"
        : check;
  }

  private static <E extends Enum<E>> Optional<E> known(E[] values, String name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }

  private static String role(SignerRole role, Language language) {
    boolean swedish = language == Language.SWEDISH;
    return switch (role) {
      case ASSISTENT -> swedish ? "assistenten" : "the assistant";
      case ANORDNARE -> swedish ? "anordnaren" : "the provider";
    };
  }

  private static String step(VerificationStep step, Language language) {
    boolean swedish = language == Language.SWEDISH;
    return switch (step) {
      case ENCODING -> swedish ? "den går inte att avkoda" : "it cannot be decoded";
      case PARSING -> swedish ? "den går inte att läsa" : "it cannot be read";
      case STRUCTURE ->
          swedish ? "den är inte uppbyggd som BankID:s" : "it is not made as BankID makes them";
      case ALGORITHMS ->
          swedish
              ? "den använder en algoritm som BankID inte använder"
              : "it uses an algorithm that BankID does not";
      case REFERENCES ->
          swedish ? "den täcker inte allt som den ska" : "it does not cover all that it must";
      case CORE_VALIDATION -> swedish ? "dess värde stämmer inte" : "its value is wrong";
      case CERTIFICATE_CHAIN ->
          swedish ? "certifikatet kommer inte från BankID" : "its certificate is not BankID's";
      case SIGNING_CERTIFICATE ->
          swedish
              ? "certifikatet är inte till för underskrift, eller gällde inte"
              : "its certificate is not one for signing, or was not valid";
      case PURPOSE -> swedish ? "den gjordes för inloggning" : "it was made to log in";
      case VISIBLE_DATA -> swedish ? "texten är en annan" : "its text is another";
      case NON_VISIBLE_DATA ->
          swedish ? "den gäller ett annat dokument" : "it is of another document";
      case RELYING_PARTY ->
          swedish ? "den gjordes för en annan mottagare" : "it was made for somebody else";
      case PERSON -> swedish ? "en annan person har gjort den" : "another person made it";
      case OCSP ->
          swedish ? "OCSP-svaret styrker den inte" : "the OCSP response does not vouch for it";
      case NONCE ->
          swedish
              ? "OCSP-svaret gäller en annan underskrift"
              : "the OCSP response is for another signature";
      case TIME ->
          swedish ? "OCSP-svaret är från en annan tid" : "the OCSP response is of another time";
      case RISK -> swedish ? "BankID bedömde risken som för hög" : "BankID found the risk too high";
    };
  }
}
