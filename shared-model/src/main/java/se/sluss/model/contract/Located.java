package se.sluss.model.contract;

/**
 * A fault and when the walk through the document came to it.
 *
 * @param moment how many elements had begun or ended by then
 */
record Located(int moment, SchemaFault fault) {}
