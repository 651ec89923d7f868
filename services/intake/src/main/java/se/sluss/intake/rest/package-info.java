/** The REST edge: maps requests to use cases and their outcomes to answers. */
@NullMarked
package se.sluss.intake.rest;

import org.jspecify.annotations.NullMarked;
