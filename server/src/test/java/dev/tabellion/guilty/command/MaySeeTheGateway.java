package dev.tabellion.guilty.command;

import org.axonframework.commandhandling.gateway.CommandGateway;

/** Innocent: the one type of Axon that a door of the write side may see. */
interface MaySeeTheGateway {
    void see(CommandGateway gateway);
}
