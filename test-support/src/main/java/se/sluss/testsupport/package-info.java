/**
 * What tests of several modules share: real infrastructure, documents, probes. Never in a product.
 */
@NullMarked
package se.sluss.testsupport;

import org.jspecify.annotations.NullMarked;
