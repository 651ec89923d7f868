package se.sluss.evidence.log;

import se.sluss.evidence.Hash;

/** The hash of a complete subtree. */
public record Node(Place place, Hash hash) {}
