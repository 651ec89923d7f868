package se.sluss.receipts.evidence.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openpdf.pdf.ITextRenderer;
import org.openpdf.text.pdf.BaseFont;

/** Makes the page for people: one file of HTML that needs nothing else, and the same as PDF. */
@ApplicationScoped
public class RenderPage {
  /** Covers the letters of Latin, Greek and Cyrillic names; the template asks for it by name. */
  private static final String FONT = "font-fallback/LiberationSans-Regular.ttf";

  private static final String FONT_FAMILY = "Receipt";

  private final byte[] font = font();

  @CheckedTemplate(basePath = "evidence")
  static class Templates {
    private Templates() {}

    static native TemplateInstance receipt(List<ReceiptPage> pages);
  }

  /** The page in Swedish, then in English, UTF-8. */
  public byte[] html(PageFacts facts) {
    List<ReceiptPage> pages =
        Stream.of(Language.values()).map(language -> DescribeReceipt.in(language, facts)).toList();
    return Templates.receipt(pages).render().getBytes(StandardCharsets.UTF_8);
  }

  /** The page as PDF, from its HTML. Fetches nothing. */
  public byte[] pdf(byte[] html) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ITextRenderer renderer = new ITextRenderer();
      renderer
          .getFontResolver()
          .addFont(
              BaseFont.createFont(
                  FONT, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, font, null),
              FONT,
              FONT_FAMILY);
      renderer.setDocumentFromString(new String(html, StandardCharsets.UTF_8));
      renderer.layout();
      renderer.createPDF(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The page could not be made into a PDF", e);
    }
  }

  private static byte[] font() {
    try (InputStream in = BaseFont.class.getClassLoader().getResourceAsStream(FONT)) {
      return Objects.requireNonNull(in, FONT).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The page's font cannot be read", e);
    }
  }
}
