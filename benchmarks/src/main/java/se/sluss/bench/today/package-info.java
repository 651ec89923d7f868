/** What integrators do today to keep the authority's pace, to compare with. */
@NullMarked
package se.sluss.bench.today;

import org.jspecify.annotations.NullMarked;
