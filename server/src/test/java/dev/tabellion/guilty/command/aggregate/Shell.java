package dev.tabellion.guilty.command.aggregate;

import org.axonframework.eventhandling.EventMessage;

/** Innocent: the shell speaks Axon and keeps state. */
class Shell {
    private long heard;

    long on(EventMessage<?> event) {
        heard += event.getPayloadType().getName().length();
        return heard;
    }
}
