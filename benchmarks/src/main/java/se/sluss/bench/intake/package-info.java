/** What intake takes in, beside what the database and the stack can do. */
@NullMarked
package se.sluss.bench.intake;

import org.jspecify.annotations.NullMarked;
