package se.sluss.model.sealed;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A master key in a local file: a Tink keyset in JSON, readable by its owner alone. */
public final class LocalMasterKey implements MasterKey {
  private final Aead aead;
  private final String primaryKeyId;

  private LocalMasterKey(KeysetHandle keyset) throws GeneralSecurityException {
    this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    this.primaryKeyId = Integer.toUnsignedString(keyset.getPrimary().getId(), 16);
  }

  /**
   * Reads the keyset.
   *
   * @throws IllegalStateException when the file cannot be read or is no AEAD keyset; the message
   *     names the file
   */
  public static LocalMasterKey read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("No usable master keyset in the file " + file, e);
    }
  }

  /**
   * Reads a keyset's text.
   *
   * @throws IllegalStateException when it is no AEAD keyset
   */
  public static LocalMasterKey parse(String keysetJson) {
    try {
      return of(keysetJson);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Not a usable keyset", e);
    }
  }

  private static LocalMasterKey of(String keysetJson) throws GeneralSecurityException {
    AeadConfig.register();
    return new LocalMasterKey(
        TinkJsonProtoKeysetFormat.parseKeyset(keysetJson, InsecureSecretKeyAccess.get()));
  }

  /** A new keyset with one AES-256-GCM key, as the text to keep in a file. */
  public static String newKeysetJson() {
    try {
      AeadConfig.register();
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  @Override
  public String primaryKeyId() {
    return primaryKeyId;
  }

  @Override
  public byte[] wrap(byte[] dataKey, byte[] context) {
    try {
      return aead.encrypt(dataKey, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A data key could not be wrapped", e);
    }
  }

  @Override
  public byte[] unwrap(String keyId, byte[] wrappedDataKey, byte[] context) {
    try {
      return aead.decrypt(wrappedDataKey, context);
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException("No master key here opens the data key wrapped by " + keyId, e);
    }
  }
}
