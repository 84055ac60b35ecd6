package dev.tabellion.e2e.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a class of tests on one kind of server, whichever the build chose for the others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnServer {
    /** As {@code -De2e.server} names it. */
    String value();
}
