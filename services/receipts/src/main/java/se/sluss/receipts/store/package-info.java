/** Rows in the room's schema: entities, repositories, and SQL where rows are claimed. */
@NullMarked
package se.sluss.receipts.store;

import org.jspecify.annotations.NullMarked;
