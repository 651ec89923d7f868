/**
 * A strict stand-in for Försäkringskassan's services E-IOA and ELT. It shares no code with the
 * gateway, so that an error of the gateway cannot hide in both.
 */
@NullMarked
package se.sluss.simulator.authority;

import org.jspecify.annotations.NullMarked;
