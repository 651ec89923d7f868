/**
 * The append-only log of evidence: a Merkle tree of hashes as RFC 9162 builds it, its signed heads,
 * and the proofs by which a stranger sees that nothing was taken out or put in between.
 */
@NullMarked
package se.sluss.evidence.log;

import org.jspecify.annotations.NullMarked;
