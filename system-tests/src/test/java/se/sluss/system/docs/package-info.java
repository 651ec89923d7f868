/** Whether the documentation says what the code does, where that can be compared. */
@NullMarked
package se.sluss.system.docs;

import org.jspecify.annotations.NullMarked;
