/** The room's REST resources and their representations. */
@NullMarked
package se.sluss.receipts.rest;

import org.jspecify.annotations.NullMarked;
