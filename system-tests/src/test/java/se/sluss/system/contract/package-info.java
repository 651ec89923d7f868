/** The published contracts of the rooms, and what is built on them. */
@NullMarked
package se.sluss.system.contract;

import org.jspecify.annotations.NullMarked;
