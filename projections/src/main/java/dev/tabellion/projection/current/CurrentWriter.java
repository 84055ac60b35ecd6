package dev.tabellion.projection.current;

import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.rows.Stamp;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Applies events to one set of tables: the same code for what is being published and for a rebuild.
 * Opens no transaction and swallows no error.
 */
final class CurrentWriter {
    private final JdbcOperations jdbc;
    private final CurrentTables tables;
    private final String publish;
    private final String tell;
    private final String delete;

    CurrentWriter(JdbcOperations jdbc, CurrentTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.publish = PublishedBatch.sql(tables);
        this.tell = ImportedChanges.sql(tables);
        this.delete =
                """
                with life as (delete from %s where collection = ?),
                    documents as (delete from %s where collection = ?),
                    history as (delete from %s where collection = ?)
                insert into %s (id, created_at, collection, version, sha256)
                select global_index, ?::timestamptz, collection, 0, null
                from event where event_id = ?
                """
                        .formatted(
                                tables.live(),
                                tables.current(),
                                tables.published(),
                                tables.changefeed());
    }

    /** In the order of the events, documents in as few statements as that allows. */
    void write(List<RecordedEvent> events) {
        PublishedBatch batch = new PublishedBatch();
        ImportedChanges changes = new ImportedChanges();
        for (RecordedEvent recorded : events) {
            apply(recorded, batch, changes);
        }
        flush(batch);
        if (!changes.isEmpty()) {
            jdbc.update(tell, changes::bind); // no other statement reads or removes them
        }
    }

    private void apply(RecordedEvent recorded, PublishedBatch batch, ImportedChanges changes) {
        switch (recorded.event()) {
            case MetadataPublished published -> batch.add(recorded, published);
            case MetadataImported imported -> batch.add(recorded, imported);
            case ChangeImported change -> changes.add(recorded, change);
            case CollectionImported imported -> {
                if (imported.fate() == Fate.LIVE) {
                    open(recorded.gun(), imported.life());
                }
            }
            case CollectionOpened opened -> open(recorded.gun(), opened.life());
            case CollectionDeleted _ -> {
                flush(batch);
                delete(recorded);
            }
            case RoleKeysChanged change -> {
                if (change.thresholdAfter() == 0) {
                    flush(batch);
                    withdraw(recorded.gun(), change);
                }
            }
            case PublicationRejected _,
                    ManagedKeyCreated _,
                    ManagedKeyImported _,
                    ManagedKeyRotationStaged _,
                    ManagedKeyRetired _,
                    SigningRequested _,
                    SignatureProduced _,
                    SigningRefused _ -> {}
        }
    }

    private void open(Gun gun, int life) {
        jdbc.update(
                "insert into " + tables.live() + " (collection, life) values (?, ?)",
                gun.value(),
                life);
    }

    private void delete(RecordedEvent recorded) {
        String gun = recorded.gun().value();
        jdbc.update(delete, gun, gun, gun, Stamp.of(recorded.at()), recorded.id());
    }

    /** Nobody may sign for the role any more, so it has no current document. */
    private void withdraw(Gun gun, RoleKeysChanged change) {
        jdbc.update(
                "delete from " + tables.current() + " where collection = ? and role = ?",
                gun.value(),
                change.role().value());
    }

    private void flush(PublishedBatch batch) {
        if (!batch.isEmpty()) {
            jdbc.update(publish, batch::bind);
            batch.clear();
        }
    }
}
