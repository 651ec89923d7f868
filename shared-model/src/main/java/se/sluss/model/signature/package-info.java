/**
 * Says whether a BankID signature is what it claims to be: made by this person, for this relying
 * party, over these documents, at this time. Trusts nothing that the message brings along.
 */
@NullMarked
package se.sluss.model.signature;

import org.jspecify.annotations.NullMarked;
