package se.sluss.signing.page;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.order.Language;

/**
 * What stands around every page.
 *
 * @param assets changes with the style and the script, so that browsers fetch them anew
 * @param pageId of the page whose language can be chosen; null where there is none
 */
@TemplateData
public record Frame(Language language, boolean test, String assets, @Nullable String pageId) {
  public String lang() {
    return language.wire();
  }

  public boolean swedish() {
    return language == Language.SV;
  }
}
