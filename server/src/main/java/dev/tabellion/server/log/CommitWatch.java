package dev.tabellion.server.log;

import dev.tabellion.projection.log.LogKeeper;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Hears what is appended and wakes the log once it is committed. Costs a publication nothing. */
record CommitWatch(LogKeeper keeper) implements Consumer<List<? extends EventMessage<?>>> {
    @Override
    public void accept(List<? extends EventMessage<?>> appended) {
        CurrentUnitOfWork.get().afterCommit(_ -> keeper.wake());
    }
}
