package se.sluss.signing.page;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.SigningPageId;

/** Signing pages. All calls belong inside a transaction. */
@ApplicationScoped
class SigningPages implements PanacheRepositoryBase<SigningPage, String> {
  Optional<SigningPage> of(SigningPageId id) {
    return findByIdOptional(id.value());
  }

  /** The page, locked until the transaction ends. */
  Optional<SigningPage> lock(SigningPageId id) {
    return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<SigningPage> byToken(OneTimeToken token) {
    return find("tokenSha256", token.sha256()).firstResultOptional();
  }

  /** Forgets those of which nothing was good since then; answers how many. */
  long forgetEndedBefore(Instant then) {
    return delete("linkEndsAt < ?1 and (sessionEndsAt is null or sessionEndsAt < ?1)", then);
  }
}
