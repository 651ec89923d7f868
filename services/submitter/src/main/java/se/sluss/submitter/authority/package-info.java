/**
 * The authority's door: SOAP messages, the TLS connections of each lane, and what its answers mean.
 */
@NullMarked
package se.sluss.submitter.authority;

import org.jspecify.annotations.NullMarked;
