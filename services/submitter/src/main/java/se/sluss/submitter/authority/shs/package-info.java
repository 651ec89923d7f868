/**
 * SHS 1.2 as a synchronous sender needs it: messages written, and what replies and error codes
 * mean. Knows nothing of TLS, lanes or SOAP.
 */
@NullMarked
package se.sluss.submitter.authority.shs;

import org.jspecify.annotations.NullMarked;
