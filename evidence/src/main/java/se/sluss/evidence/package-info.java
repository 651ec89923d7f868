/**
 * What is shown years later of one receipt: a package of exact bytes with a signed manifest, made,
 * read and written the same everywhere. Calls nobody and keeps nothing. docs/evidence.md tells
 * users.
 */
@NullMarked
package se.sluss.evidence;

import org.jspecify.annotations.NullMarked;
