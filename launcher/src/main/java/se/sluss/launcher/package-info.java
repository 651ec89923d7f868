/** {@code ./sluss}: the whole suite on one machine, from the command line. */
@NullMarked
package se.sluss.launcher;

import org.jspecify.annotations.NullMarked;
