/** One run of all tests: Maven underneath, a few lines for people, and the sum of its reports. */
@NullMarked
package se.sluss.launcher.testrun;

import org.jspecify.annotations.NullMarked;
