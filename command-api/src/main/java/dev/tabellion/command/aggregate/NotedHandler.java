package dev.tabellion.command.aggregate;

import dev.tabellion.command.Outcome;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;

/** Records the events of a refusal, in a transaction of their own. */
final class NotedHandler implements MessageHandler<CommandMessage<?>> {
    private final CollectionRepository collections;
    private final Recording recording;

    NotedHandler(CollectionRepository collections, Recording recording) {
        this.collections = collections;
        this.recording = recording;
    }

    @Override
    public Attempt handle(CommandMessage<?> message) {
        Noted noted = (Noted) message.getPayload();
        recording.record(
                collections.of(noted.gun()), noted.events(), List.of(), noted.provenance());
        return new Attempt.Answered(new Outcome.Done(noted.events()));
    }
}
