/** A real Postgres and a real Kafka from Maven artifacts, each as its own process. */
@NullMarked
package se.sluss.launcher.embedded;

import org.jspecify.annotations.NullMarked;
