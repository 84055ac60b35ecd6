package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.command.Outcome;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;

/** What the books tell of signatures seen outside, of imports, and of roots that were replaced. */
class TornBooksIT {
    private static final Gun GUN = new Gun("example.com/torn");
    private static final Gun OTHER = new Gun("example.com/other");
    private static final EventStream EYE = new EventStream.Watch(new WatchName("eye"));
    private static final KeyId STRANGER = new KeyId("ab".repeat(32));

    @TempDir private Path place;
    private KeyUsageRoom room;
    private TornBooks books;
    private KeyId timestampKey;

    @BeforeEach
    void publish() {
        room = new KeyUsageRoom(place);
        books = new TornBooks(room);
        PocketPublisher publisher = room.publisher(GUN);
        assertThat(room.node.publish(GUN, publisher.firstPublication()))
                .isInstanceOf(Outcome.Done.class);
        room.catchUp();
        timestampKey =
                new KeyId(
                        room.one(
                                "select key from key_trusted where role = 'timestamp'",
                                String.class));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_signature_that_the_record_tells_of_is_judged_by_what_it_tells() {
        see(4, LogStanding.PAST);
        assertThat(room.judged()).isEmpty();
        see(5, LogStanding.ABSENT);
        assertThat(room.judged()).containsExactly("UNLEDGERED_SIGNATURE");
    }

    @Test
    void what_an_imported_key_signed_before_its_import_is_in_no_journal_of_ours() {
        books.execute("update tabellion.key_journalled set imported = true");
        imported(7);
        see(6, LogStanding.ABSENT);
        assertThat(room.judged()).isEmpty();
        see(8, LogStanding.ABSENT);
        assertThat(room.judged()).containsExactly("UNLEDGERED_SIGNATURE");
    }

    @Test
    void a_key_of_a_strangers_is_found_though_its_root_was_replaced_before_anybody_looked() {
        change(OTHER, List.of(), List.of(STRANGER));
        change(OTHER, List.of(STRANGER), List.of());
        assertThat(room.judged()).containsExactly("KEY_HIJACK");
    }

    @Test
    void what_was_over_at_another_server_is_nobodys_doing_here() {
        change(OTHER, List.of(), List.of(STRANGER));
        books.append(new EventStream.Collection(OTHER), room.clock.instant(), importOf(1));
        change(OTHER, List.of(STRANGER), List.of());
        books.append(new EventStream.Collection(OTHER), room.clock.instant(), importOf(2));
        assertThat(room.judged()).isEmpty();
    }

    @Test
    void while_somebody_keeps_the_findings_to_himself_no_session_waits_for_long()
            throws SQLException {
        room.catchUp();
        try (var other = room.pool.getConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select 1 from reconciliation for update");
            assertThatThrownBy(room.reconciler::look)
                    .isInstanceOf(CannotAcquireLockException.class);
            other.rollback();
        }
        room.reconciler.look();
    }

    private void change(Gun gun, List<KeyId> before, List<KeyId> after) {
        books.append(
                new EventStream.Collection(gun),
                room.clock.instant(),
                new RoleKeysChanged(
                        RoleName.ROOT,
                        RoleName.TIMESTAMP,
                        before,
                        before.size(),
                        after,
                        after.size()));
    }

    private void imported(int version) {
        books.append(new EventStream.Collection(GUN), room.clock.instant(), importOf(version));
    }

    private MetadataImported importOf(int version) {
        return new MetadataImported(
                RoleName.TIMESTAMP,
                new Version(version),
                Bytes.utf8("imported " + version).sha256(),
                1,
                room.clock.instant().plus(Duration.ofDays(1)),
                List.of(timestampKey),
                null,
                Author.SERVER,
                room.clock.instant(),
                Standing.PAST);
    }

    /** An eye saw a timestamp that the server's key signed. */
    private void see(int version, LogStanding standing) {
        Timestamp timestamp =
                new Timestamp(
                        new Version(version),
                        room.clock.instant().plus(Duration.ofDays(14)),
                        FileMeta.of(Bytes.utf8("a snapshot")));
        Bytes file =
                Dialect.NOTARY_V1.fileOf(
                        Dialect.NOTARY_V1.payloadOf(timestamp),
                        List.of(new Signature(timestampKey, "ecdsa", Bytes.utf8("signature"))));
        books.keep(file);
        Seen seen =
                new Seen(
                        RoleName.TIMESTAMP,
                        "timestamp.json",
                        room.clock.instant(),
                        new Version(version),
                        file.sha256(),
                        file.length(),
                        List.of(timestampKey));
        books.append(
                EYE,
                room.clock.instant(),
                new SightingRecorded(
                        new Watched("https://mirror.example.com/", Dialect.NOTARY_V1, GUN),
                        seen,
                        Judgement.accepted(),
                        standing));
    }
}
