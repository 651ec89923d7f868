/** Makes the room's sealer from its configured master key. */
@NullMarked
package se.sluss.kit.sealing;

import org.jspecify.annotations.NullMarked;
