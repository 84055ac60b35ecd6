package dev.tabellion.command.aggregate;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;

/** Tells whether a collection published a timestamp; what another node just wrote it may miss. */
final class RecalledHandler implements MessageHandler<CommandMessage<?>> {
    private final CollectionRepository collections;

    RecalledHandler(CollectionRepository collections) {
        this.collections = collections;
    }

    @Override
    public Boolean handle(CommandMessage<?> message) {
        Recalled recalled = (Recalled) message.getPayload();
        return collections
                .of(recalled.timestamp().gun())
                .invoke(CollectionAggregate::collection)
                .hasPublished(recalled.timestamp());
    }
}
