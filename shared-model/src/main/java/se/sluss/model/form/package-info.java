/**
 * Documents as JSON with English names: a form describes one kind and version as data, and leads
 * from JSON to XML, back, and from a place in the one to the place in the other.
 */
@NullMarked
package se.sluss.model.form;

import org.jspecify.annotations.NullMarked;
