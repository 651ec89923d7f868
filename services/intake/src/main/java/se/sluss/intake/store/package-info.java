/**
 * Rows and Hibernate entities behind the ports of the domain; nothing of them leaves this package.
 */
@NullMarked
package se.sluss.intake.store;

import org.jspecify.annotations.NullMarked;
