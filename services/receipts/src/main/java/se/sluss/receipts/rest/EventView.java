package se.sluss.receipts.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A listed event: what its webhook says, with its identifier.
 *
 * @param cursor asks for what follows this event, also later
 */
@RegisterForReflection
record EventView(String id, String cursor, JsonNode type, JsonNode timestamp, JsonNode data) {}
