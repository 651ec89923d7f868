package se.sluss.evidence.verify;

import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;

/** Whether the files are exactly those of the manifest. */
final class MemberCheck {
  private MemberCheck() {}

  static Finding of(EvidencePackage evidence, Manifest manifest) {
    List<String> faults = new ArrayList<>();
    Set<String> named = new HashSet<>(MemberNames.OUTSIDE_THE_MANIFEST);
    for (Manifest.Member member : manifest.members()) {
      named.add(member.name());
      Optional<byte[]> bytes = evidence.find(member.name());
      if (bytes.isEmpty()) {
        faults.add(member.name() + " is missing");
      } else if (bytes.get().length != member.size()
          || !Hash.of(bytes.get()).hex().equals(member.sha256())) {
        faults.add(member.name() + " was changed");
      }
    }
    for (String name : evidence.names()) {
      if (!named.contains(name)) {
        faults.add(name + " is not in the manifest");
      }
    }
    return faults.isEmpty()
        ? passed(CheckName.MEMBERS, manifest.members().size() + " files are as in the manifest")
        : failed(CheckName.MEMBERS, String.join("; ", faults));
  }
}
