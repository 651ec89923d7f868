/** Measures what the documentation promises in figures, and prints them with how they were got. */
@NullMarked
package se.sluss.bench;

import org.jspecify.annotations.NullMarked;
