/** Where a webhook may go: rules for the URL, the name and every address that the name has. */
@NullMarked
package se.sluss.receipts.webhook.address;

import org.jspecify.annotations.NullMarked;
