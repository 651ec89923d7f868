/** What webhooks cost, and what endpoints that hang do to others. */
@NullMarked
package se.sluss.bench.webhooks;

import org.jspecify.annotations.NullMarked;
