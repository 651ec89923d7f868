/** Each room's contract, served as it is committed. */
@NullMarked
package se.sluss.kit.openapi;

import org.jspecify.annotations.NullMarked;
