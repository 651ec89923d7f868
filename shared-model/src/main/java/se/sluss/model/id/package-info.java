/** Identifiers: TypeIDs (prefix and a UUIDv7), and the small vocabularies that accompany them. */
@NullMarked
package se.sluss.model.id;

import org.jspecify.annotations.NullMarked;
