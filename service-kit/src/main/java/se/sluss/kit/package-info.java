/** What all rooms share at run time; each feature is a package of its own. */
@NullMarked
package se.sluss.kit;

import org.jspecify.annotations.NullMarked;
