/**
 * Every answer that is no success, as RFC 9457 problem details, and the identifier of each request.
 */
@NullMarked
package se.sluss.kit.problem;

import org.jspecify.annotations.NullMarked;
