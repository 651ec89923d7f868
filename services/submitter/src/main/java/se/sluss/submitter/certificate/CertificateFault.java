package se.sluss.submitter.certificate;

import java.util.Locale;

/**
 * What can be wrong with an uploaded certificate: a code, and for people what it is and what to do.
 */
public enum CertificateFault {
  UNREADABLE(
      "The file is neither PKCS #12 nor PEM. Export certificate, chain and private key again, and"
          + " send the file in base64 or the PEM text.",
      "Filen är varken PKCS #12 eller PEM. Exportera certifikat, kedja och privat nyckel på nytt"
          + " och skicka filen i base64 eller PEM-texten."),
  UNKNOWN_ENCRYPTION(
      "The file is encrypted in a way that is not opened here. Encrypt the key anew: openssl pkcs8"
          + " -topk8 -v2 aes-256-cbc.",
      "Filen är krypterad på ett sätt som inte kan öppnas här. Kryptera nyckeln på nytt: openssl"
          + " pkcs8 -topk8 -v2 aes-256-cbc."),
  WRONG_PASSWORD(
      "The password does not open the file. Send the one that was set when it was exported.",
      "Lösenordet öppnar inte filen. Ange det som sattes när den exporterades."),
  TOO_MANY_ROUNDS(
      "The file has its password hashed more than two million times, all its parts together. Export"
          + " it again with fewer rounds (openssl: -iter 100000).",
      "Filen låter lösenordet hashas fler än två miljoner gånger, alla delar sammanlagt. Exportera"
          + " den på nytt med färre varv (openssl: -iter 100000)."),
  NO_PRIVATE_KEY(
      "The file holds no private key. Export it from where the certificate was ordered, with the"
          + " key.",
      "Filen saknar privat nyckel. Exportera den med nyckeln, där certifikatet beställdes."),
  SEVERAL_PRIVATE_KEYS(
      "The file holds several private keys. Send one certificate with its key alone.",
      "Filen innehåller flera privata nycklar. Skicka ett certifikat med enbart dess nyckel."),
  NO_CERTIFICATE(
      "The file holds no certificate. Export the certificate with its chain.",
      "Filen saknar certifikat. Exportera certifikatet med dess kedja."),
  KEY_OF_ANOTHER_CERTIFICATE(
      "The private key belongs to another certificate. Send the key with which this certificate"
          + " was ordered.",
      "Den privata nyckeln hör till ett annat certifikat. Skicka nyckeln som detta certifikat"
          + " beställdes med."),
  CHAIN_BROKEN(
      "The certificates do not form one chain from the client's to its issuer. Send the issuer's"
          + " own chain, and no other certificates.",
      "Certifikaten bildar inte en kedja från klientens till dess utfärdare. Skicka utfärdarens"
          + " egen kedja och inga andra certifikat."),
  EXPIRED(
      "The certificate has expired. Order a new one.",
      "Certifikatet har gått ut. Beställ ett nytt."),
  NOT_YET_VALID(
      "The certificate is not valid yet. Send it once its first day has come.",
      "Certifikatet har inte börjat gälla. Skicka det när dess första dag har kommit."),
  ISSUER_EXPIRED(
      "A certificate of its issuers is not valid today. Ask the issuer for the present chain.",
      "Ett av utfärdarens certifikat gäller inte i dag. Be utfärdaren om den aktuella kedjan."),
  WRONG_USAGE(
      "The certificate is not for this use. It must allow digital signatures, and client"
          + " authentication where it lists purposes. Order one for TLS clients.",
      "Certifikatet är inte avsett för detta. Det ska tillåta digitala signaturer, och"
          + " klientautentisering där det anger ändamål. Beställ ett för TLS-klienter."),
  NOT_FOR_SIGNING(
      "The certificate is not for signing. It must allow digital signatures or non-repudiation."
          + " Send the one that was ordered for signing.",
      "Certifikatet är inte avsett för underskrift. Det ska tillåta digitala signaturer eller"
          + " oavvislighet. Skicka det som beställdes för underskrift."),
  ISSUER_NOT_ACCEPTED(
      "The certificate does not lead to an issuer that is accepted in this mode. Send the chain of"
          + " its issuers with it, order it from the authority's supplier, or correct the mode.",
      "Certifikatet leder inte till en utfärdare som godtas i detta läge. Skicka med utfärdarnas"
          + " kedja, beställ det hos myndighetens leverantör, eller rätta läget."),
  ORGANISATION_DIFFERS(
      "The organisation number in the certificate's subject is not the connection's. Correct the"
          + " connection, or send the certificate of that organisation.",
      "Organisationsnumret i certifikatets subjekt är inte anslutningens. Rätta anslutningen eller"
          + " skicka den organisationens certifikat.");

  private static final String SWEDISH_TAG = "sv";

  private final String english;
  private final String swedish;

  CertificateFault(String english, String swedish) {
    this.english = english;
    this.swedish = swedish;
  }

  /** For programs, such as {@code wrong-password}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people: what is wrong and what to do, in Swedish or else in English. */
  public String text(Locale language) {
    return language.getLanguage().equals(SWEDISH_TAG) ? swedish : english;
  }
}
