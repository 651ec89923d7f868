/** Swedish identity numbers: valid or not constructed, and masked when printed. */
@NullMarked
package se.sluss.model.identity;

import org.jspecify.annotations.NullMarked;
