package dev.tabellion.guilty.tuf;

import org.springframework.context.ApplicationContext;

/** A framework in the domain. */
interface KnowsSpring {
    void know(ApplicationContext context);
}
