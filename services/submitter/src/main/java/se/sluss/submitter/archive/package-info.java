/** Every exchange with the authority: what was asked, over what, and all that was answered. */
@NullMarked
package se.sluss.submitter.archive;

import org.jspecify.annotations.NullMarked;
