package se.sluss.kit.clock;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The clock of what one replica writes down and another judges: the database's, since a machine's
 * own may be off or set while it runs.
 */
@Qualifier
@Retention(RUNTIME)
@Target({TYPE, PARAMETER})
public @interface SharedClock {}
