/** Signatures of outgoing webhooks, as Standard Webhooks 1.0 writes them. */
@NullMarked
package se.sluss.receipts.webhook.signing;

import org.jspecify.annotations.NullMarked;
