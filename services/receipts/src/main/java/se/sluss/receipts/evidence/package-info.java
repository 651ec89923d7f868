/**
 * Evidence packages: what they are made of is collected while a submission is on its way; when its
 * receipt is there the package is made once, and chained into the log.
 */
@NullMarked
package se.sluss.receipts.evidence;

import org.jspecify.annotations.NullMarked;
