/** One running suite for all tests of a build. */
@NullMarked
package se.sluss.system.running;

import org.jspecify.annotations.NullMarked;
