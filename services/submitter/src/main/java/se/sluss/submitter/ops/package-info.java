/** Names of metrics and spans, and what is measured. */
@NullMarked
package se.sluss.submitter.ops;

import org.jspecify.annotations.NullMarked;
