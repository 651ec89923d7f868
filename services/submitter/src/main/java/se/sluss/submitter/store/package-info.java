/** Connections, lanes, jobs and attempts in Postgres. */
@NullMarked
package se.sluss.submitter.store;

import org.jspecify.annotations.NullMarked;
