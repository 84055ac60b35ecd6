package dev.tabellion.e2e.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which alarms a class of tests raises, and means to: any other fails it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Raises {
    /** Detection's rules. */
    String[] value();
}
