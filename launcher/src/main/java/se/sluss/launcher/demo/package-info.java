/** The main job, played through public doors only, and shown while it goes. */
@NullMarked
package se.sluss.launcher.demo;

import org.jspecify.annotations.NullMarked;
