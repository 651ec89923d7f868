/**
 * How many requests a client, a tenant and a vendor may make a minute, over all replicas of a room.
 */
@NullMarked
package se.sluss.kit.limit;

import org.jspecify.annotations.NullMarked;
