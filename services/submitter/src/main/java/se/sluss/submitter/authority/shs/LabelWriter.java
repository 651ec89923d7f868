package se.sluss.submitter.authority.shs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsUrn;

/**
 * Writes labels in ISO-8859-1 with a document type and in the order that it prescribes. Nodes look
 * for a label in the first four kilobytes of a message, so it is kept within less.
 */
final class LabelWriter {
  /** The longest label; what is left of 4096 bytes is for the headers before it. */
  static final int LONGEST = 3000;

  private LabelWriter() {}

  /**
   * The label's bytes, the same each time.
   *
   * @throws IllegalArgumentException when it would be too long
   */
  static byte[] write(ShsLabel label) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.ISO_8859_1.name());
      xml.writeStartDocument(StandardCharsets.ISO_8859_1.name(), "1.0");
      xml.writeDTD("<!DOCTYPE shs.label SYSTEM \"shs-label-1.2.dtd\">");
      root(xml, label);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A label could not be written", e);
    }
    if (out.size() > LONGEST) {
      throw new IllegalArgumentException("The label is too long");
    }
    return out.toByteArray();
  }

  private static void root(XMLStreamWriter xml, ShsLabel label) throws XMLStreamException {
    xml.writeStartElement("shs.label");
    xml.writeAttribute("version", "1.2");
    xml.writeAttribute("tx.id", label.txId());
    xml.writeAttribute("corr.id", label.corrId());
    if (label.agreement().isPresent()) {
      xml.writeAttribute("shs.agreement", label.agreement().get());
    }
    xml.writeAttribute("transfer-type", label.transferType().wire());
    xml.writeAttribute("message-type", "simple");
    xml.writeAttribute("document-type", "simple");
    xml.writeAttribute("sequence-type", label.sequenceType());
    xml.writeAttribute("status", label.status());
    if (label.from().isPresent()) {
      named(xml, "from", label.from().get());
    }
    if (label.to().isPresent()) {
      named(xml, "to", label.to().get());
    }
    named(xml, "product", label.product());
    xml.writeStartElement("datetime");
    xml.writeCharacters(label.datetime());
    xml.writeEndElement();
    content(xml, label);
    xml.writeEndElement();
  }

  /** The document type wants a common name; there is none that both sides would know. */
  private static void named(XMLStreamWriter xml, String element, String name)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("commonName", name);
    xml.writeCharacters(ShsUrn.full(name));
    xml.writeEndElement();
  }

  private static void content(XMLStreamWriter xml, ShsLabel label) throws XMLStreamException {
    xml.writeStartElement("content");
    xml.writeAttribute("content.id", label.contentId());
    for (ShsLabel.DataPart part : label.dataParts()) {
      xml.writeStartElement("data");
      xml.writeAttribute("datapartType", part.type());
      if (part.fileName().isPresent()) {
        xml.writeAttribute("filename", part.fileName().get());
      }
      if (part.bytes().isPresent()) {
        xml.writeAttribute("no-of-bytes", Integer.toString(part.bytes().get()));
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
