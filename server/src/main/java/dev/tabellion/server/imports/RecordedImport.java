package dev.tabellion.server.imports;

import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ImportableHistory;
import dev.tabellion.collection.ImportableHistory.FeedIds;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.TrustCommand.ImportCollection;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.verify.RejectionFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes collections into the record, each in one transaction. A crash before it leaves documents
 * that nothing names, which the next run finds in their place; after it, a collection that is here.
 */
public final class RecordedImport {
    private static final long BYTES_AT_ONCE = 4 << 20;

    /** A Notary that was read while it went on is read again later, with a few more changes. */
    private static final long ROOM = 1_000_000;

    private final CollectionCommands commands;
    private final StoredDocuments documents;
    private final KnownCollections known;
    private final RecordDatabase database;
    private final ServedProof proof;

    RecordedImport(
            CollectionCommands commands,
            StoredDocuments documents,
            KnownCollections known,
            RecordDatabase database,
            ServedProof proof) {
        this.commands = commands;
        this.documents = documents;
        this.known = known;
        this.database = database;
        this.proof = proof;
    }

    TrustedCollection known(Gun gun) {
        return known.beginnings(gun);
    }

    /** Whether a changefeed with numbers up to {@code last} keeps them, reserving them if so. */
    FeedIds numbers(long last, Collection<String> names) {
        if (!known.canKeepNumbers(last, names)) {
            return FeedIds.NEW;
        }
        database.reserveIndexes(last + ROOM);
        return FeedIds.KEPT;
    }

    /** Copies what is read into the store. To be emptied by its caller at the end. */
    final class Copying {
        private final List<Document> waiting = new ArrayList<>();

        void add(Document document) {
            waiting.add(document);
            if (waiting.stream().mapToLong(d -> d.file().length()).sum() > BYTES_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            documents.write(waiting);
            waiting.clear();
        }
    }

    Copying copying() {
        return new Copying();
    }

    /**
     * Why it was refused after all, in words.
     *
     * @param by who decided so
     */
    Optional<String> write(Gun gun, ImportableHistory history, String by) {
        Publisher importer = new Publisher(by, "internal", "-");
        Provenance provenance = new Provenance(importer, "import-" + UUID.randomUUID(), null);
        return switch (commands.execute(new ImportCollection(gun, history), provenance)) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Refused(var why) ->
                    Optional.of(RejectionFacts.ruleOf(why) + " " + RejectionFacts.factsOf(why));
            case Outcome.KeyReady _, Outcome.TooManyKeys _ ->
                    throw new IllegalStateException("an import asks for no key");
        };
    }

    ServedProof proof() {
        return proof;
    }
}
