/** Whether the files that Sluss is deployed with say what they should. Nothing is started here. */
@NullMarked
package se.sluss.system.deploy;

import org.jspecify.annotations.NullMarked;
