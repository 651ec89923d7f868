/** The promises of the design, tried on a whole suite of processes. */
@NullMarked
package se.sluss.system.promise;

import org.jspecify.annotations.NullMarked;
