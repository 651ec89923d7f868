/** The page for people in an evidence package, as HTML and PDF. */
@NullMarked
package se.sluss.receipts.evidence.page;

import org.jspecify.annotations.NullMarked;
