/** A vendor's agreed way to the authority: address, pace and certificate. */
@NullMarked
package se.sluss.submitter.connection;

import org.jspecify.annotations.NullMarked;
