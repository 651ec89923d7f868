/** What all benchmarks share: phases, figures with their targets, the printed table, the file. */
@NullMarked
package se.sluss.bench.frame;

import org.jspecify.annotations.NullMarked;
