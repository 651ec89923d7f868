/**
 * What crosses rooms: identifiers, identity numbers, events, contracts, signatures, sealed
 * payloads.
 */
@NullMarked
package se.sluss.model;

import org.jspecify.annotations.NullMarked;
