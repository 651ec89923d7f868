/**
 * The two SOAP contracts and the two document schemas: what a request must look like before anyone
 * looks at its signatures.
 */
@NullMarked
package se.sluss.simulator.authority.contract;

import org.jspecify.annotations.NullMarked;
