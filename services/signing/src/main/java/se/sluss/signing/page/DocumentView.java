package se.sluss.signing.page;

/**
 * One document, in clear and as it is signed.
 *
 * @param xml as text; the template escapes it
 */
public record DocumentView(
    Frame frame, String pageId, Device device, Paper paper, DocumentText text, String xml) {
  @Override
  public String toString() {
    return "DocumentView[" + paper.submissionId() + "]";
  }
}
