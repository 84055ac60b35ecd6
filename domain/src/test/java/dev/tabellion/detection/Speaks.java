package dev.tabellion.detection;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test that makes these rules speak: each rule has one, see {@link Quiet}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Speaks {
    /** The rules' names. */
    String[] value();

    /** The squares of the matrix whose attack the test plays, such as {@code C4×A2}. */
    String[] cells() default {};
}
