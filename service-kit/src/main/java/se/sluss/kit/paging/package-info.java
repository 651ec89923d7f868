/** Pages of lists by authenticated, opaque cursors. */
@NullMarked
package se.sluss.kit.paging;

import org.jspecify.annotations.NullMarked;
