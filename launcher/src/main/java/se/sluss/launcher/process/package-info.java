/** Operating system processes that the suite starts, finds again and ends. */
@NullMarked
package se.sluss.launcher.process;

import org.jspecify.annotations.NullMarked;
