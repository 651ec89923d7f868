/** Makes the partitions of coming days and removes what is past its time. */
@NullMarked
package se.sluss.kit.retention;

import org.jspecify.annotations.NullMarked;
