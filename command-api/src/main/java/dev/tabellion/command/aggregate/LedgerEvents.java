package dev.tabellion.command.aggregate;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LedgerEvent;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.command.store.Actors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Appends to the streams that are no collection's: the ledger's own, those of watches, and that of
 * cases. What is decided is decided on the stream as it is: if somebody else appended meanwhile,
 * nothing was done and it is decided anew.
 */
public final class LedgerEvents {
    private static final int ATTEMPTS = 5;
    private static final int SALT_BYTES = 32;

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

    /** Appends to the ledger's own stream. */
    public void append(Provenance provenance, Supplier<List<LedgerEvent>> decision) {
        append(EventStream.LEDGER, provenance, decision);
    }

    /**
     * @param decision what to append; whatever else it does in the database happens in the same
     *     transaction, and perhaps more than once
     * @throws StoreUnavailable if others were always faster
     */
    public void append(
            EventStream stream,
            Provenance provenance,
            Supplier<? extends List<? extends LoggedEvent>> decision) {
        if (stream instanceof EventStream.Collection) {
            throw new IllegalArgumentException(
                    "what happens to the collection " + stream.id() + " is its aggregate's to say");
        }
        for (int attempt = 1; ; attempt++) {
            UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
            try {
                work.attachTransaction(transactions);
                publish(stream, provenance, decision);
                work.commit();
                return;
            } catch (RuntimeException e) {
                if (work.isActive()) {
                    work.rollback(e);
                }
                if (!Contention.isBehind(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new StoreUnavailable("waiting for a turn at " + stream.id(), e);
                }
            }
        }
    }

    /** Keeps who that is beside the record, in the transaction that is open, as actors are kept. */
    public Sha256 commitTo(Publisher person) {
        ActorCommitment actor = commitment(person);
        actors.write(actor);
        return actor.digest();
    }

    /** The same for many. */
    public Map<Publisher, Sha256> commitTo(Set<Publisher> people) {
        Map<Publisher, ActorCommitment> commitments = new HashMap<>();
        people.forEach(each -> commitments.put(each, commitment(each)));
        actors.write(List.copyOf(commitments.values()));
        Map<Publisher, Sha256> named = new HashMap<>();
        commitments.forEach((each, commitment) -> named.put(each, commitment.digest()));
        return named;
    }

    private ActorCommitment commitment(Publisher publisher) {
        return ActorCommitment.to(publisher, randomness.bytes(SALT_BYTES));
    }

    private void publish(
            EventStream stream,
            Provenance provenance,
            Supplier<? extends List<? extends LoggedEvent>> decision) {
        // before the decision looks: who appends after this look takes the number
        long next = events.lastSequenceNumberFor(stream.id()).orElse(-1L) + 1;
        List<? extends LoggedEvent> decided = decision.get();
        if (decided.isEmpty()) {
            return;
        }
        Origin origin =
                new Origin(
                        commitTo(provenance.publisher()),
                        provenance.requestId(),
                        provenance.cause());
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (LoggedEvent event : decided) {
            messages.add(message(stream, next + messages.size(), event, origin.metaData()));
        }
        events.publish(messages);
    }

    private static DomainEventMessage<?> message(
            EventStream stream, long sequence, LoggedEvent event, MetaData origin) {
        return new GenericDomainEventMessage<>(stream.kind(), stream.id(), sequence, event, origin);
    }
}
