/**
 * Who is asking: bearer keys of API clients and of the operator, what they may do, and the tenant
 * that a request acts for.
 */
@NullMarked
package se.sluss.kit.auth;

import org.jspecify.annotations.NullMarked;
