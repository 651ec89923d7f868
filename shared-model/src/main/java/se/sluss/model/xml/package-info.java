/**
 * XML from strangers: read without trust, brought to its canonical form, hashed into the entry that
 * a person signs.
 */
@NullMarked
package se.sluss.model.xml;

import org.jspecify.annotations.NullMarked;
