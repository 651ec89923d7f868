/** The HTTPS edge: mutual TLS, arrival times and answers. */
@NullMarked
package se.sluss.simulator.authority.wire;

import org.jspecify.annotations.NullMarked;
