package se.sluss.kit.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a resource or a method to API clients that hold this scope, such as {@code
 * submissions:write}. On a method it replaces what its class says. Beside {@link Administrator}
 * either credential will do.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Scope {
  String value();
}
