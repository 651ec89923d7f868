package se.sluss.signing.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.signing.order.Language;

/** Writes pages. */
@ApplicationScoped
class Html {
  private static final String MEDIA_TYPE = "text/html; charset=utf-8";
  private static final List<String> ASSETS =
      List.of(
          "/META-INF/resources/signing-assets/page.css",
          "/META-INF/resources/signing-assets/page.js");

  private final String assets = version();

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(PageView view);

    static native TemplateInstance document(DocumentView view);

    static native TemplateInstance link(Frame frame, String token);

    static native TemplateInstance notice(
        Frame frame, Notice notice, String again, String returnUrl);
  }

  Response page(PageView view) {
    return answer(Response.Status.OK, Templates.page(view), view.frame());
  }

  Response document(DocumentView view) {
    return answer(Response.Status.OK, Templates.document(view), view.frame());
  }

  /** The door behind a link; whoever only looks at the link does not use it up. */
  Response link(Frame frame, String token) {
    return answer(Response.Status.OK, Templates.link(frame, token), frame);
  }

  /**
   * Why there is nothing else.
   *
   * @param returnUrl empty when it is not known where the person came from
   */
  Response notice(Frame frame, Notice notice, String returnUrl) {
    return answer(notice.status(), Templates.notice(frame, notice, "", returnUrl), frame);
  }

  /**
   * A fault of ours.
   *
   * @param again where the person goes on when it is over: what they see may be the answer to a
   *     form
   */
  Response trouble(HttpHeaders headers, String again) {
    Frame frame = frame(spoken(headers));
    return answer(
        Notice.TROUBLE.status(), Templates.notice(frame, Notice.TROUBLE, again, ""), frame);
  }

  Frame frame(SigningPage page, Language language) {
    boolean test = page.owner().mode() == se.sluss.model.id.Mode.TEST;
    return new Frame(language, test, assets, page.id().value());
  }

  /** Of a page that nobody has a session for. */
  Frame frame(Language language) {
    return new Frame(language, false, assets, null);
  }

  /** The language that the browser asks for. */
  static Language spoken(HttpHeaders headers) {
    for (Locale wanted : headers.getAcceptableLanguages()) {
      var known = Language.ofWire(wanted.getLanguage());
      if (known.isPresent()) {
        return known.get();
      }
    }
    return Language.SV;
  }

  private static Response answer(Response.Status status, TemplateInstance page, Frame frame) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, frame.lang())
        .entity(page.setLocale(frame.lang()).render())
        .build();
  }

  private static String version() {
    StringBuilder all = new StringBuilder();
    for (String asset : ASSETS) {
      try (InputStream in = Html.class.getResourceAsStream(asset)) {
        if (in == null) {
          throw new IllegalStateException(asset + " is missing");
        }
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ApiKeys.sha256(all.toString()).substring(0, 12);
  }
}
