package dev.tabellion.e2e.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which alarms a class of tests raises, and means to, and so the same tests on another server: any
 * other fails it.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Raises {
    /** Detection's rules. */
    String[] value();
}
