/** Many deliveries of an endpoint sent once more, in order and a few at a time. */
@NullMarked
package se.sluss.receipts.webhook.replay;

import org.jspecify.annotations.NullMarked;
