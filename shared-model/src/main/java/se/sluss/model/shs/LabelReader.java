package se.sluss.model.shs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.shs.ShsLabel.DataPart;
import se.sluss.model.shs.ShsLabel.TransferType;

/** Reads labels as other nodes write them: 1.1 and 1.2, with or without a document type. */
public final class LabelReader {
  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_NAME = 200;

  private LabelReader() {}

  /**
   * Reads a label.
   *
   * @throws BrokenMessageException when it is none, or none of a simple message
   */
  public static ShsLabel read(byte[] xml) throws BrokenMessageException {
    if (xml.length > LONGEST) {
      throw new BrokenMessageException("a label without end");
    }
    Element root = ShsXml.root(xml);
    if (!ShsXml.is(root, "shs.label")) {
      throw new BrokenMessageException("no shs.label");
    }
    Element content = ShsXml.only(root, "content");
    if (ShsXml.atMostOne(content, "compound") != null) {
      throw new BrokenMessageException("compound");
    }
    return new ShsLabel(
        name(ShsXml.required(root, "tx.id")),
        name(ShsXml.required(root, "corr.id")),
        Optional.of(root.getAttribute("shs.agreement")).filter(agreed -> !agreed.isEmpty()),
        "synch".equals(root.getAttribute("transfer-type"))
            ? TransferType.SYNCH
            : TransferType.ASYNCH,
        name(ShsXml.required(root, "sequence-type")),
        root.hasAttribute("status") ? name(root.getAttribute("status")) : "production",
        actor(ShsXml.atMostOne(root, "from")),
        actor(ShsXml.atMostOne(root, "to")),
        name(ShsUrn.bare(ShsXml.only(root, "product").getTextContent())),
        contentId(content),
        "",
        dataParts(content));
  }

  private static Optional<String> actor(@Nullable Element element) throws BrokenMessageException {
    return element == null
        ? Optional.empty()
        : Optional.of(name(ShsUrn.bare(element.getTextContent())));
  }

  /** Called {@code uuid} in 1.1. */
  private static String contentId(Element content) throws BrokenMessageException {
    return name(
        content.hasAttribute("content.id")
            ? content.getAttribute("content.id")
            : ShsXml.required(content, "uuid"));
  }

  private static List<DataPart> dataParts(Element content) {
    List<DataPart> parts = new ArrayList<>();
    for (Node at = content.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && ShsXml.is(element, "data")) {
        String file = element.getAttribute("filename");
        parts.add(
            new DataPart(
                element.getAttribute("datapartType"),
                file.isEmpty() ? Optional.empty() : Optional.of(file),
                Optional.empty()));
      }
    }
    return parts;
  }

  private static String name(String text) throws BrokenMessageException {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new BrokenMessageException("an empty or endless name");
    }
    return name;
  }
}
