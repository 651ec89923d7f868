/** The authority's final answer to a submission: one, never changed. */
@NullMarked
package se.sluss.receipts.receipt;

import org.jspecify.annotations.NullMarked;
