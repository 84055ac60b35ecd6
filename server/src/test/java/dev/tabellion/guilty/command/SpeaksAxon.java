package dev.tabellion.guilty.command;

import org.axonframework.eventhandling.EventMessage;

/** Axon outside the aggregate shell. */
interface SpeaksAxon {
    void speak(EventMessage<?> event);
}
