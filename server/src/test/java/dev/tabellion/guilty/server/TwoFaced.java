package dev.tabellion.guilty.server;

import dev.tabellion.guilty.projection.Current;
import jakarta.servlet.Filter;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** A door that leads to both sides. */
interface TwoFaced extends Filter {
    void face(CommandGateway gateway, Current current);
}
