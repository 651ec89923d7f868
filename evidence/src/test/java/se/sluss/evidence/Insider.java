package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One who changes a package and has a key to sign what came of it. */
public final class Insider {
  private Insider() {}

  /** The files as they are, in a map that can be changed. */
  public static SortedMap<String, byte[]> files(EvidencePackage evidence) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    evidence.names().forEach(name -> files.put(name, evidence.get(name)));
    return files;
  }

  /** A file replaced or added, and nothing else. */
  public static EvidencePackage with(EvidencePackage evidence, String name, byte[] bytes) {
    SortedMap<String, byte[]> files = files(evidence);
    files.put(name, bytes);
    return EvidencePackage.of(files);
  }

  public static EvidencePackage without(EvidencePackage evidence, String name) {
    SortedMap<String, byte[]> files = files(evidence);
    files.remove(name);
    return EvidencePackage.of(files);
  }

  /** A file replaced, the manifest made to name it, and signed by this key. */
  public static EvidencePackage forge(
      EvidencePackage evidence, String name, byte[] bytes, EvidenceKey key) {
    String before = Manifest.Member.of(name, evidence.get(name)).sha256();
    String after = Manifest.Member.of(name, bytes).sha256();
    String entry = "\"name\":\"%s\",\"sha256\":\"%s\",\"size\":%d";
    String old = entry.formatted(name, before, evidence.get(name).length);
    String now = entry.formatted(name, after, bytes.length);
    return tell(with(evidence, name, bytes), json -> json.replace(old, now), key);
  }

  /** The manifest changed, and signed by this key. */
  public static EvidencePackage tell(
      EvidencePackage evidence, UnaryOperator<String> change, EvidenceKey key) {
    SortedMap<String, byte[]> files = files(evidence);
    String old = new String(evidence.get(MemberNames.MANIFEST), UTF_8);
    byte[] pem = key.publicPem().getBytes(US_ASCII);
    String changed = change.apply(old);
    if (changed.equals(old)) {
      throw new IllegalArgumentException("nothing was changed");
    }
    byte[] json =
        changed
            .replace(Hash.of(evidence.get(MemberNames.KEY)).hex(), Hash.of(pem).hex())
            .getBytes(UTF_8);
    files.put(MemberNames.KEY, pem);
    files.put(MemberNames.MANIFEST, json);
    files.put(
        MemberNames.MANIFEST_SIGNATURE,
        key.signDetached(JwsType.EVIDENCE, json).getBytes(US_ASCII));
    return EvidencePackage.of(files);
  }
}
