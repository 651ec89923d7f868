package se.sluss.signing.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.bankid.Terms;

/**
 * What the vendor asks of BankID for every order of a page; the rest the browser tells.
 *
 * @param returnRisk as in {@link Terms}
 * @param requirement as in {@link Terms}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageTerms(@Nullable Boolean returnRisk, Terms.@Nullable Requirement requirement) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** For an order that is opened in this browser. */
  Terms in(@Nullable String returnUrl, Terms.Web web) {
    return new Terms(returnUrl, returnRisk, requirement, web, null);
  }

  /** Before it is known in which browser. */
  Terms inAnyBrowser() {
    return new Terms(null, returnRisk, requirement, null, null);
  }

  /** As it is kept. */
  String written() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A page's terms cannot be written as JSON", e);
    }
  }

  /** Of what is kept. */
  static PageTerms read(String written) {
    try {
      return JSON.readValue(written, PageTerms.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A page's terms cannot be read", e);
    }
  }
}
