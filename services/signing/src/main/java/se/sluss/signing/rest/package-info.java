/** Signing orders over REST. */
@NullMarked
package se.sluss.signing.rest;

import org.jspecify.annotations.NullMarked;
