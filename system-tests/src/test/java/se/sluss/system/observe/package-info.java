/**
 * Dashboards, alerts and what the rooms tell: held against each other and against a running suite.
 */
@NullMarked
package se.sluss.system.observe;

import org.jspecify.annotations.NullMarked;
