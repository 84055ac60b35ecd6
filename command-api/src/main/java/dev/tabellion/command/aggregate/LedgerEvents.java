package dev.tabellion.command.aggregate;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LedgerEvent;
import dev.tabellion.collection.Provenance;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.store.Actors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Appends to the ledger's own stream. What is decided is decided on the stream as it is: if
 * somebody else appended meanwhile, nothing was done and it is decided anew.
 */
public final class LedgerEvents {
    private static final int ATTEMPTS = 5;
    private static final int SALT_BYTES = 32;
    private static final EventStream STREAM = EventStream.LEDGER;

    private final EventStore events;
    private final TransactionManager transactions;
    private final Actors actors;
    private final Randomness randomness;

    public LedgerEvents(
            EventStore events,
            TransactionManager transactions,
            Actors actors,
            Randomness randomness) {
        this.events = events;
        this.transactions = transactions;
        this.actors = actors;
        this.randomness = randomness;
    }

    /**
     * @param decision what to append; whatever else it does in the database happens in the same
     *     transaction, and perhaps more than once
     */
    public void append(Provenance provenance, Supplier<List<LedgerEvent>> decision) {
        for (int attempt = 1; ; attempt++) {
            UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            try {
                work.attachTransaction(transactions);
                publish(provenance, decision);
                work.commit();
                return;
            } catch (RuntimeException e) {
                if (work.isActive()) {
                    work.rollback(e);
                }
                if (!Contention.isBehind(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Keeps who that is beside the record, in the transaction that is open, as actors are kept. */
    public Sha256 commitTo(Provenance provenance) {
        ActorCommitment actor =
                ActorCommitment.to(provenance.publisher(), randomness.bytes(SALT_BYTES));
        actors.write(actor);
        return actor.digest();
    }

    private void publish(Provenance provenance, Supplier<List<LedgerEvent>> decision) {
        // before the decision looks: who appends after this look takes the number
        long next = events.lastSequenceNumberFor(STREAM.id()).orElse(-1L) + 1;
        List<LedgerEvent> decided = decision.get();
        if (decided.isEmpty()) {
            return;
        }
        Origin origin =
                new Origin(commitTo(provenance), provenance.requestId(), provenance.cause());
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (LedgerEvent event : decided) {
            messages.add(message(next + messages.size(), event, origin.metaData()));
        }
        events.publish(messages);
    }

    private static DomainEventMessage<?> message(
            long sequence, LedgerEvent event, MetaData origin) {
        return new GenericDomainEventMessage<>(STREAM.kind(), STREAM.id(), sequence, event, origin);
    }
}
