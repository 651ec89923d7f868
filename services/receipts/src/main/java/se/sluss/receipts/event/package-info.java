/** What owners are told about: thin bodies, built once, numbered per submission. */
@NullMarked
package se.sluss.receipts.event;

import org.jspecify.annotations.NullMarked;
