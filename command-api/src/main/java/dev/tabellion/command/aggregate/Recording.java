package dev.tabellion.command.aggregate;

import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.command.store.StoredDocuments;
import java.util.List;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;

/**
 * Writes what a command led to, in one transaction that lasts from here to the end of the unit of
 * work: documents, actor, events, and whatever is subscribed to events. All of it or nothing.
 */
public final class Recording {
    private static final int SALT_BYTES = 32;

    private final TransactionManager transactions;
    private final StoredDocuments documents;
    private final Actors actors;
    private final RenewalDates dates;
    private final Randomness randomness;

    public Recording(
            TransactionManager transactions,
            StoredDocuments documents,
            Actors actors,
            RenewalDates dates,
            Randomness randomness) {
        this.transactions = transactions;
        this.documents = documents;
        this.actors = actors;
        this.dates = dates;
        this.randomness = randomness;
    }

    void record(
            Aggregate<CollectionAggregate> aggregate,
            List<CollectionEvent> events,
            List<Document> written,
            Provenance provenance) {
        begin(written);
        ActorCommitment actor =
                ActorCommitment.to(provenance.publisher(), randomness.bytes(SALT_BYTES));
        documents.write(written);
        actors.write(actor);
        Origin origin = new Origin(actor.digest(), provenance.requestId(), provenance.cause());
        // Axon appends them when the unit of work prepares its commit
        aggregate.execute(a -> a.record(events, origin.metaData()));
        dates.follow(events, aggregate.invoke(CollectionAggregate::collection));
    }

    /** Nothing was due after all: the date in the table came of another policy. */
    void correctDate(TrustedCollection collection) {
        dates.correct(collection);
    }

    private void begin(List<Document> written) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        Transaction transaction = transactions.startTransaction();
        work.onCommit(_ -> commit(transaction));
        work.onRollback(_ -> transaction.rollback());
        work.afterCommit(_ -> documents.keep(written));
    }

    /** A crash before this leaves nothing; after it, a publication nobody was told of yet. */
    private static void commit(Transaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            throw new CommitInDoubt(e);
        }
    }
}
