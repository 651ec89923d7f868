/** How fast the suite starts and how much memory it takes: plain, ahead of time, native. */
@NullMarked
package se.sluss.bench.start;

import org.jspecify.annotations.NullMarked;
