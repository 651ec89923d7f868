/** What a native image forbids or has to be told of, looked for in the rooms' compiled classes. */
@NullMarked
package se.sluss.system.nativeimage;

import org.jspecify.annotations.NullMarked;
