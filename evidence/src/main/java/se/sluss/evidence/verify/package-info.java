/**
 * Holds a package against everything that can be known offline, and tells of each check what became
 * of it: also of those that nobody could make with what was given.
 */
@NullMarked
package se.sluss.evidence.verify;

import org.jspecify.annotations.NullMarked;
