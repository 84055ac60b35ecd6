package dev.tabellion.hostile;

import dev.tabellion.pocket.PocketClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests that has a {@link HostedTabellion} of its own, and its {@link PocketClock}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HostedServer.class)
@interface Hosted {
    /** The server's settings, each {@code name=value}. */
    String[] settings() default {};
}
