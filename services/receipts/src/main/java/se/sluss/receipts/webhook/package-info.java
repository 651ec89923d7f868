/** Webhooks: their configuration; endpoints, addresses, signatures and deliveries lie below. */
@NullMarked
package se.sluss.receipts.webhook;

import org.jspecify.annotations.NullMarked;
