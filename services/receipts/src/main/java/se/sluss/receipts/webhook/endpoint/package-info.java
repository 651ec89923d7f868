/** Webhook endpoints: whose they are, what they subscribe to, and whether they are active. */
@NullMarked
package se.sluss.receipts.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
