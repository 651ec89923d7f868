/**
 * What arrived, when, from whom and what became of it; and who has been shut off for sending too
 * fast.
 */
@NullMarked
package se.sluss.simulator.authority.ledger;

import org.jspecify.annotations.NullMarked;
