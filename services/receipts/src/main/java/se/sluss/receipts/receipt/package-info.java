/** The final answer to a submission, the authority's or a person's: one, never changed. */
@NullMarked
package se.sluss.receipts.receipt;

import org.jspecify.annotations.NullMarked;
