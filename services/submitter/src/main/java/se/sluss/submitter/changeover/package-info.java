/**
 * The next certificate of a connection: kept beside the one in force, shown to the authority's
 * door, and changed over to by hand or on a date with the lane drained; and warnings before the
 * end.
 */
@NullMarked
package se.sluss.submitter.changeover;

import org.jspecify.annotations.NullMarked;
