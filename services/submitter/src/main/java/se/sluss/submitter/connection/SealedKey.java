package se.sluss.submitter.connection;

import se.sluss.model.sealed.SealedBytes;

/** A certificate with its key as PKCS #12, and the password of that, both sealed. */
public record SealedKey(SealedBytes keyStore, SealedBytes password) {}
