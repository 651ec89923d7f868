package se.sluss.evidence;

import static se.sluss.evidence.EvidenceFormatException.unless;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import se.sluss.evidence.log.LogProof;

/** The files of one receipt. The same files are always the same bytes. */
public final class EvidencePackage {
  private final SortedMap<String, byte[]> members;

  private EvidencePackage(SortedMap<String, byte[]> members) {
    this.members = members;
  }

  /**
   * Made of these files.
   *
   * @throws EvidenceFormatException when a name or a size is none of a package
   */
  public static EvidencePackage of(SortedMap<String, byte[]> members) {
    SortedMap<String, byte[]> copy = new TreeMap<>();
    members.forEach((name, bytes) -> copy.put(name, bytes.clone()));
    StoredZip.requireBounds(copy);
    return new EvidencePackage(copy);
  }

  /**
   * Reads a package in exactly the form in which it is written: any other byte is a fault.
   *
   * @throws EvidenceFormatException when it is in any other
   */
  public static EvidencePackage read(byte[] zip) {
    return new EvidencePackage(StoredZip.read(zip));
  }

  /** The ZIP. */
  public byte[] write() {
    return StoredZip.write(members);
  }

  public SortedSet<String> names() {
    return new TreeSet<>(members.keySet());
  }

  /** The bytes of a file; empty when there is none of this name. */
  public Optional<byte[]> find(String name) {
    return Optional.ofNullable(members.get(name)).map(byte[]::clone);
  }

  /** The bytes of a file that must be there. */
  public byte[] get(String name) {
    return find(name).orElseThrow(() -> new EvidenceFormatException("the package has no " + name));
  }

  /** The files in a folder, by their names in it. */
  public SortedMap<String, byte[]> folder(String folder) {
    SortedMap<String, byte[]> found = new TreeMap<>();
    members.forEach(
        (name, bytes) -> {
          if (name.startsWith(folder)) {
            found.put(name.substring(folder.length()), bytes.clone());
          }
        });
    return found;
  }

  /** The SHA-256 of the manifest's bytes: what the log and a time stamp are about. */
  public Hash manifestHash() {
    return Hash.of(get(MemberNames.MANIFEST));
  }

  public Manifest manifest() {
    return Manifest.read(get(MemberNames.MANIFEST));
  }

  /** The same with where it stands in the log; a proof that was there before gives way. */
  public EvidencePackage with(LogProof proof) {
    return adding(MemberNames.LOG, proof.write());
  }

  /**
   * The same with a time-stamping service's answer about the manifest's hash, bare of what the
   * service did not sign.
   *
   * @throws EvidenceFormatException when it is no such answer
   */
  public EvidencePackage withTimestamp(byte[] response) {
    return adding(MemberNames.TIMESTAMP, TimestampResponse.bare(response));
  }

  private EvidencePackage adding(String name, byte[] bytes) {
    unless(Set.of(MemberNames.LOG, MemberNames.TIMESTAMP).contains(name), "not a later member");
    SortedMap<String, byte[]> more = new TreeMap<>(members);
    more.put(name, bytes.clone());
    return of(more);
  }

  @Override
  public String toString() {
    return "EvidencePackage" + members.keySet();
  }
}
