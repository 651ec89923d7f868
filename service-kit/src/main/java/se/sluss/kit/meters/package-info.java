/** What all rooms' metrics have in common: where they go, and which of them have buckets. */
@NullMarked
package se.sluss.kit.meters;

import org.jspecify.annotations.NullMarked;
