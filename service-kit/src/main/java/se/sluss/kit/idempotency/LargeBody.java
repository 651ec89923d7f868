package se.sluss.kit.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method that takes bodies up to {@code sluss.http.max-large-body-size}, as a stream that is
 * not kept. It has read all of it before {@link Idempotency#once} is called; what is left then is
 * read and dropped there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LargeBody {}
