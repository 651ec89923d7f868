package se.sluss.model.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.w3c.dom.Document;

/** In which charset the bytes of XML are text. */
public final class XmlCharset {
  private XmlCharset() {}

  /**
   * As its declaration says; where there is none, or where it leaves the order of bytes open, as
   * its first bytes say. UTF-8 where Java has none of that name.
   *
   * @param document as {@link HardenedXml#parse} read it
   */
  public static Charset of(Document document) {
    String seen = String.valueOf(document.getInputEncoding());
    String declared = document.getXmlEncoding();
    String name = declared == null || seen.startsWith("UTF-16") ? seen : declared;
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }
}
