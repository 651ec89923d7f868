/** One delivery per event and endpoint: attempts, what they come to, and when the next is made. */
@NullMarked
package se.sluss.receipts.webhook.delivery;

import org.jspecify.annotations.NullMarked;
