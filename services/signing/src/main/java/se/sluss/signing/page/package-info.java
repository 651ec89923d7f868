/**
 * The hosted signing page: one-time links that a vendor gives to a person, the session that such a
 * link opens in one browser, and what that browser is shown.
 */
@NullMarked
package se.sluss.signing.page;

import org.jspecify.annotations.NullMarked;
