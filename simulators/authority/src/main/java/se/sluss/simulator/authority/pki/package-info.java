/** The simulator's own certificate authorities: one for its server name, one for its clients. */
@NullMarked
package se.sluss.simulator.authority.pki;

import org.jspecify.annotations.NullMarked;
