package dev.tabellion.server.imports;

import dev.tabellion.collection.KeyPlaces;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.notary.CollectionCeremony;
import dev.tabellion.signer.notary.KeyCeremony;
import dev.tabellion.signer.vault.Keyring;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens what a Notary kept for one import, and closes it. */
public final class ImportRun {
    private final ImportWishes wishes;
    private final Passphrases passphrases;
    private final ImportReport report;

    public ImportRun(
            ImportWishes wishes,
            Map<String, String> environment,
            PrintStream out,
            PrintStream progress) {
        this.wishes = wishes;
        this.passphrases = Passphrases.of(environment, wishes.passphrases());
        this.report = new ImportReport(out, progress);
    }

    /**
     * The signer's part of an import.
     *
     * @param clock the signer's
     */
    public record Signer(Keyring keyring, Book book, Clock clock) {}

    /**
     * Whether all went well, or in a dry run would.
     *
     * @param signer null if only collections are taken over
     * @param record null if only keys are taken over
     * @throws NotaryUnreadable if something of it cannot be read
     */
    public boolean with(
            @Nullable Signer signer, KeyPlaces keyPlaces, @Nullable RecordedImport record) {
        Deque<NotaryStore> open = new ArrayDeque<>();
        try {
            KeyTakeover keys = signer == null ? null : keys(open, signer);
            open.push(NotaryStore.open(wishes.server()));
            NotaryServerTables notary = new NotaryServerTables(open.getFirst());
            CollectionTakeover collections =
                    new CollectionTakeover(
                            notary,
                            keys == null ? keyPlaces : keys.before(keyPlaces),
                            record == null ? TrustedCollection::unborn : record::known,
                            wishes.despitePastFaults());
            return new NotaryImport(keys, notary, collections, record, report, wishes.by())
                    .run(wishes);
        } finally {
            open.forEach(NotaryStore::close);
        }
    }

    private @Nullable KeyTakeover keys(Deque<NotaryStore> open, Signer signer) {
        NotarySource source = wishes.signer();
        if (source == null) {
            return null;
        }
        open.push(NotaryStore.open(source));
        KeyCeremony ceremony = new KeyCeremony(signer.keyring());
        return new KeyTakeover(
                NotarySignerTable.read(open.getFirst()),
                passphrases,
                ceremony,
                new CollectionCeremony(ceremony, signer.book(), signer.clock(), wishes.by()));
    }
}
