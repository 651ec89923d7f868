/** The commands of {@code ./sluss}: they read options, call the suite, and speak to people. */
@NullMarked
package se.sluss.launcher.command;

import org.jspecify.annotations.NullMarked;
