/**
 * The room of final answers: keeps receipts, lists events and delivers them to vendors' webhook
 * endpoints.
 */
@NullMarked
package se.sluss.receipts;

import org.jspecify.annotations.NullMarked;
