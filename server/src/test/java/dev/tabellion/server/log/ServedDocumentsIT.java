package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.EventRow;
import dev.tabellion.inspection.ShelvedRecord;
import dev.tabellion.projection.inspection.PublishedEvidence;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.log.EvidenceDoor;
import dev.tabellion.server.AtDoor;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;

/** Bundles of documents at the door, made of a record that somebody edits. */
class ServedDocumentsIT {
    private static final String BUNDLE = "/log/documents/000.p/6";
    private static final Bytes ONE = Bytes.utf8("one");
    private static final Bytes OTHER = Bytes.utf8("another");
    private static final Bytes LONGEST = Bytes.of(new byte[DocumentBundle.LONGEST]);
    private static final Bytes LONGER = Bytes.of(new byte[DocumentBundle.LONGEST + 1]);

    @TempDir private Path place;
    private LogRecord record;
    private LogNode node;
    private EvidenceDoor door;

    @BeforeEach
    void four_documents_are_logged() {
        record = LogRecord.fresh();
        node = new LogNode(place.resolve("a"), record);
        var told = new ShelvedRecord();
        told.tells(
                new Gun("a"),
                List.of(
                        new CollectionOpened(Dialect.NOTARY_V1, 1),
                        published(OTHER),
                        published(LONGER),
                        published(ONE),
                        published(OTHER),
                        published(LONGEST)));
        told.entries.forEach(this::append);
        List.of(ONE, OTHER, LONGEST, LONGER).forEach(this::keep);
        node.turn();
        door =
                new EvidenceDoor(
                        new PublishedLog(record.log), new PublishedEvidence(record.log), 1 << 20);
    }

    @AfterEach
    void close() {
        node.close();
        record.close();
    }

    @Test
    void short_ones_are_there_once_in_the_order_of_their_first_entries() throws Exception {
        assertThat(bundle().documents().sequencedKeySet())
                .containsExactly(OTHER.sha256(), ONE.sha256(), LONGEST.sha256());
        assertThat(bundle().documents()).containsValues(ONE, OTHER, LONGEST);
        assertThat(DocumentBundle.parse(body("/log/documents/000.p/2")).documents())
                .containsOnlyKeys(OTHER.sha256());
        assertThat(body("/log/documents/000.p/1").length()).isZero();
    }

    @Test
    void nothing_is_there_that_no_checkpoint_covers() {
        refused("/log/documents/000.p/7");
        refused("/log/documents/000");
    }

    @Test
    void one_that_is_gone_takes_the_bundle_along_until_it_is_back() throws Exception {
        record.asSuperuser(
                "delete from tabellion.document where sha256 = '\\x" + ONE.sha256().hex() + "'");
        refused(BUNDLE);
        keep(ONE);
        assertThat(bundle().documents()).containsValues(ONE, OTHER, LONGEST);
    }

    @Test
    void a_long_one_that_is_gone_is_nothing_to_it() throws Exception {
        record.asSuperuser(
                "delete from tabellion.document where octet_length(bytes) > "
                        + DocumentBundle.LONGEST);
        assertThat(bundle().documents()).hasSize(3);
    }

    @Test
    void one_that_somebody_made_longer_is_not_even_read() {
        record.asSuperuser(
                "update tabellion.document set bytes = convert_to(repeat('x', 200000000), 'UTF8')"
                        + " where sha256 = '\\x"
                        + ONE.sha256().hex()
                        + "'");
        refused(BUNDLE);
    }

    @Test
    void one_that_somebody_edited_is_shown_as_it_is() throws Exception {
        record.asSuperuser(
                "update tabellion.document set bytes = 'evil' where sha256 = '\\x"
                        + ONE.sha256().hex()
                        + "'");
        assertThat(bundle().documents()).containsEntry(ONE.sha256(), Bytes.utf8("evil"));
    }

    private void refused(String path) {
        MockHttpServletResponse answer = AtDoor.get(door, path);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    private DocumentBundle bundle() throws MalformedLogData {
        return DocumentBundle.parse(body(BUNDLE));
    }

    private Bytes body(String path) {
        MockHttpServletResponse answer = AtDoor.get(door, path);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).contains("private").contains("immutable");
        return Bytes.of(answer.getContentAsByteArray());
    }

    private void keep(Bytes document) {
        record.sql.update(
                "insert into tabellion.document (sha256, bytes) values (?, ?)",
                document.sha256().bytes().toArray(),
                document.toArray());
    }

    private void append(Entry entry) {
        EventRow row = Objects.requireNonNull(entry.row());
        record.sql.update(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                                             name, revision, payload, metadata, leaf)
                values (gen_random_uuid(), ?, ?, ?, ?, split_part(?, '/', 1),
                        split_part(?, '/', 2), ?, ?, ?)
                """,
                row.stream(),
                row.sequence(),
                row.kind(),
                row.occurredAt().atOffset(ZoneOffset.UTC),
                row.type(),
                row.type(),
                Objects.requireNonNull(entry.payload()).toArray(),
                row.metadata().toArray(),
                Objects.requireNonNull(entry.leaf()).toArray());
    }

    private static MetadataPublished published(Bytes file) {
        Sha256 digest = file.sha256();
        return new MetadataPublished(
                RoleName.TARGETS,
                new Version(1),
                digest,
                file.length(),
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(),
                null,
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }
}
