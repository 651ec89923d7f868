package se.sluss.signing.page;

import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.order.Language;

/**
 * What a page is to be about.
 *
 * @param submissions at least one, each once
 * @param signer the only person who may sign; empty where the document or the tenant says who
 * @param returnUrl where the page leads to when the person is done
 * @param language empty to let the person's browser say
 * @param terms how the person must sign
 */
record PageWanted(
    List<SubmissionId> submissions,
    SignerRole role,
    Optional<Personnummer> signer,
    Optional<String> returnUrl,
    Optional<Language> language,
    PageTerms terms) {}
