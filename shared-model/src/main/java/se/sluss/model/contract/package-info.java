/**
 * What the authority accepts: the two kinds of document, their schemas and the schemas of the
 * messages that carry them, and what a document says about the people in it.
 */
@NullMarked
package se.sluss.model.contract;

import org.jspecify.annotations.NullMarked;
