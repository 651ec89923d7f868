package se.sluss.launcher.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import se.sluss.evidence.EvidenceKey;
import se.sluss.launcher.embedded.Room;
import se.sluss.model.sealed.LocalMasterKey;

/** The suite's secrets, made once and kept in files that only the owner can read. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String EVIDENCE_KEY = "evidence-key.pem";

  private final Path folder;
  private final String superuserPassword;
  private final Map<Room, String> databasePasswords = new EnumMap<>(Room.class);
  private final String adminKey;
  private final String cursorSecret;
  private final String personKeySecret;

  private Secrets(Path folder) throws IOException {
    this.folder = folder;
    this.superuserPassword = kept("postgres-superuser", Secrets::password);
    for (Room room : Room.values()) {
      databasePasswords.put(room, kept("postgres-" + room.roomName(), Secrets::password));
    }
    this.adminKey = kept("admin-key", AdminKey::generate);
    this.cursorSecret = kept("cursor-secret", () -> Base64.getEncoder().encodeToString(random(32)));
    this.personKeySecret =
        kept("person-key-secret", () -> Base64.getEncoder().encodeToString(random(32)));
    kept("keyset.json", LocalMasterKey::newKeysetJson);
    kept(EVIDENCE_KEY, EvidenceKey::newPem);
  }

  /** Reads the secrets of the folder and makes those that are missing. */
  static Secrets in(Path folder) throws IOException {
    return new Secrets(folder);
  }

  private String kept(String name, Supplier<String> first) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Path draft = folder.resolve(name + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, first.get());
      Files.move(draft, file);
    }
    return Files.readString(file).strip();
  }

  private static String password() {
    return HexFormat.of().formatHex(random(24));
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  String superuserPassword() {
    return superuserPassword;
  }

  Map<Room, String> databasePasswords() {
    return Map.copyOf(databasePasswords);
  }

  String databasePassword(Room room) {
    return databasePasswords.getOrDefault(room, "");
  }

  /** The administrator's key. */
  public String adminKey() {
    return adminKey;
  }

  String adminKeySha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(adminKey.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String cursorSecret() {
    return cursorSecret;
  }

  String personKeySecret() {
    return personKeySecret;
  }

  Path keyset() {
    return folder.resolve("keyset.json");
  }

  Path evidenceKey() {
    return folder.resolve(EVIDENCE_KEY);
  }
}
