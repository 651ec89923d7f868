/**
 * Messages of SHS 1.2 as other nodes write them: taken apart and read without fetching or expanding
 * anything. What sends them and what checks kept answers years later read them alike.
 */
@NullMarked
package se.sluss.model.shs;

import org.jspecify.annotations.NullMarked;
