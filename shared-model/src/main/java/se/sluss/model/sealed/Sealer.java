package se.sluss.model.sealed;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import se.sluss.model.id.TenantId;

/**
 * Seals and opens payloads. A payload is self-contained: its header names the master key and the
 * tenant's data key and carries that data key wrapped, so that every room with the master key can
 * open it and no key has to be sent ahead. Associated data binds tenant, subject (a submission's or
 * another aggregate's identifier) and purpose. Thread-safe.
 */
public final class Sealer {
  private static final byte[] MAGIC = {'S', 'L', 'S', '1'};
  private static final Duration DATA_KEY_LIFE = Duration.ofHours(24);
  private static final int OPENED_KEYS_KEPT = 4096;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final MasterKey masterKey;
  private final InstantSource clock;

  /**
   * Threads that encrypt for virtual ones. Tink keeps a source of randomness for each thread and,
   * when it makes one, looks for a provider that is not there: several times the cost of sealing a
   * document. A virtual thread is new with each request, so each request would pay that.
   */
  private final ThreadPoolExecutor staying;

  private final Map<TenantId, DataKey> sealingKeys = new ConcurrentHashMap<>();
  private final Map<String, Aead> openedKeys =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Aead> eldest) {
          return size() > OPENED_KEYS_KEPT;
        }
      };

  private record DataKey(
      String id, String masterKeyId, byte[] wrapped, Aead aead, Instant retiredAt) {}

  public Sealer(MasterKey masterKey, InstantSource clock) {
    this.masterKey = masterKey;
    this.clock = clock;
    int processors = Runtime.getRuntime().availableProcessors();
    this.staying =
        new ThreadPoolExecutor(
            processors,
            processors,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name("sealer-", 0)
                .factory());
    staying.allowCoreThreadTimeOut(true);
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  /** Seals a payload for one tenant, subject and purpose. */
  public SealedBytes seal(TenantId tenant, String subject, Purpose purpose, byte[] plain) {
    DataKey key = sealingKey(tenant);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length + 256);
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeUTF(key.masterKeyId());
      out.writeUTF(key.id());
      out.writeShort(key.wrapped().length);
      out.write(key.wrapped());
      out.write(encrypted(key.aead(), plain, associatedData(tenant, subject, purpose)));
      return SealedBytes.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("A payload could not be written", e);
    }
  }

  private byte[] encrypted(Aead aead, byte[] plain, byte[] associatedData) {
    return Thread.currentThread().isVirtual()
        ? CompletableFuture.supplyAsync(() -> encrypt(aead, plain, associatedData), staying).join()
        : encrypt(aead, plain, associatedData);
  }

  private static byte[] encrypt(Aead aead, byte[] plain, byte[] associatedData) {
    try {
      return aead.encrypt(plain, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A payload could not be sealed", e);
    }
  }

  /**
   * Opens a payload.
   *
   * @throws SealBrokenException when it was altered, or sealed for anything else than stated
   */
  public byte[] open(TenantId tenant, String subject, Purpose purpose, SealedBytes sealed) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(sealed.bytes()))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new SealBrokenException("Not a sealed payload");
      }
      String masterKeyId = in.readUTF();
      String dataKeyId = in.readUTF();
      byte[] wrapped = in.readNBytes(in.readUnsignedShort());
      Aead aead = openedKey(tenant, masterKeyId, dataKeyId, wrapped);
      return aead.decrypt(in.readAllBytes(), associatedData(tenant, subject, purpose));
    } catch (IOException | GeneralSecurityException e) {
      throw new SealBrokenException(
          "A payload sealed for another tenant, subject or purpose, or altered", e);
    }
  }

  private DataKey sealingKey(TenantId tenant) {
    Instant now = clock.instant();
    return sealingKeys.compute(
        tenant,
        (t, known) ->
            known != null
                    && known.retiredAt().isAfter(now)
                    && known.masterKeyId().equals(masterKey.primaryKeyId())
                ? known
                : newDataKey(t, now));
  }

  private DataKey newDataKey(TenantId tenant, Instant now) {
    try {
      KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      String id = UUID.randomUUID().toString();
      byte[] wrapped =
          masterKey.wrap(
              TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()),
              keyContext(tenant, id));
      return new DataKey(
          id, masterKey.primaryKeyId(), wrapped, aead(keyset), now.plus(DATA_KEY_LIFE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A data key could not be made", e);
    }
  }

  private Aead openedKey(TenantId tenant, String masterKeyId, String dataKeyId, byte[] wrapped)
      throws GeneralSecurityException {
    // The wrapped bytes are part of the cache key: an altered header must not meet a cached key.
    String cacheKey = tenant + "|" + dataKeyId + "|" + Base64.getEncoder().encodeToString(wrapped);
    synchronized (openedKeys) {
      Aead known = openedKeys.get(cacheKey);
      if (known != null) {
        return known;
      }
    }
    byte[] plain = masterKey.unwrap(masterKeyId, wrapped, keyContext(tenant, dataKeyId));
    Aead opened = aead(TinkProtoKeysetFormat.parseKeyset(plain, InsecureSecretKeyAccess.get()));
    synchronized (openedKeys) {
      openedKeys.put(cacheKey, opened);
    }
    return opened;
  }

  private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static byte[] keyContext(TenantId tenant, String dataKeyId) {
    return ("sluss-data-key|" + tenant + "|" + dataKeyId).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] associatedData(TenantId tenant, String subject, Purpose purpose) {
    return (tenant + "|" + subject + "|" + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
