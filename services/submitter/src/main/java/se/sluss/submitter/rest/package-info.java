/** Operators and vendors look at lanes and connections here. */
@NullMarked
package se.sluss.submitter.rest;

import org.jspecify.annotations.NullMarked;
