package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.WatchEvent;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.json.PlainJson;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes what was seen into the record, each fact once, with its bytes in the same transaction.
 * Never judges it.
 */
public final class Testimony {
    private final LedgerEvents events;
    private final StoredDocuments documents;
    private final JdbcTemplate database;

    public Testimony(LedgerEvents events, StoredDocuments documents, DataSource dataSource) {
        this.events = events;
        this.documents = documents;
        this.database = new JdbcTemplate(dataSource);
    }

    /**
     * @param fact what would have to differ for it to be news
     * @param file null where there are no bytes to keep
     * @return whether it was news
     */
    boolean tell(
            WatchName watch,
            PlainJson fact,
            WatchEvent event,
            @Nullable Bytes file,
            Provenance by) {
        AtomicBoolean isNews = new AtomicBoolean();
        events.append(
                new EventStream.Watch(watch),
                by,
                () -> {
                    isNews.set(note(watch, fact.bytes().sha256()));
                    if (!isNews.get()) {
                        return List.of();
                    }
                    if (file != null) {
                        documents.write(List.of(new Document(file.sha256(), file)));
                    }
                    return List.of(event);
                });
        return isNews.get();
    }

    boolean knows(WatchName watch, PlainJson fact) {
        return !database.queryForList(
                        "select 1 from tabellion.sighting where watch = ? and fact = ?",
                        watch.value(),
                        fact.bytes().sha256().bytes().toArray())
                .isEmpty();
    }

    private boolean note(WatchName watch, Sha256 fact) {
        return database.update(
                        "insert into tabellion.sighting (watch, fact) values (?, ?)"
                                + " on conflict do nothing",
                        watch.value(),
                        fact.bytes().toArray())
                == 1;
    }
}
