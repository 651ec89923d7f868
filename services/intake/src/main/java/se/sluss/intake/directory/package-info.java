/**
 * Vendors, their tenants and their API clients, registered by the operator and told to all rooms.
 */
@NullMarked
package se.sluss.intake.directory;

import org.jspecify.annotations.NullMarked;
