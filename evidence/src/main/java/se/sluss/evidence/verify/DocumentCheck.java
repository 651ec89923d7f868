package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.passed;

import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.model.xml.SignedEntry;

/** Whether the document is the one of the manifest. */
final class DocumentCheck {
  private DocumentCheck() {}

  static Finding of(EvidencePackage evidence, Manifest manifest) {
    unless(
        Hash.of(evidence.get(MemberNames.DOCUMENT)).hex().equals(manifest.document().sha256()),
        "the document's bytes are not those of the manifest");
    SignedEntry entry = entry(evidence);
    unless(
        entry.toString().equals(manifest.document().entry()),
        "the document's canonical form or id is not that of the manifest");
    unless(
        entry.documentId().equals(manifest.receipt().documentId()),
        "the receipt is of another document");
    unless(
        facts(evidence).service() == manifest.receipt().service(),
        "the document is for another service than the receipt's");
    return passed(CheckName.DOCUMENT, "its entry is " + entry);
  }

  /** What the document says. */
  static DocumentFacts facts(EvidencePackage evidence) {
    try {
      return DocumentFacts.read(HardenedXml.parse(evidence.get(MemberNames.DOCUMENT)));
    } catch (RefusedXmlException | IllegalArgumentException e) {
      throw new EvidenceFormatException("the document is none that the authority takes");
    }
  }

  /** What people sign of the document, from its bytes. */
  static SignedEntry entry(EvidencePackage evidence) {
    try {
      return SignedEntry.of(HardenedXml.parse(evidence.get(MemberNames.DOCUMENT)));
    } catch (RefusedXmlException | IllegalArgumentException e) {
      throw new EvidenceFormatException("the document has no entry that could be signed");
    }
  }
}
