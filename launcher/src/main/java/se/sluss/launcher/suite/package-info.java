/**
 * The suite on one machine: what it consists of, where it keeps things, how it starts and stops.
 */
@NullMarked
package se.sluss.launcher.suite;

import org.jspecify.annotations.NullMarked;
