package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    @Test
    void every_kind_of_event_has_a_sample() {
        assertThat(samples().stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(
                                        CaseEvent.class,
                                        CollectionEvent.class,
                                        LedgerEvent.class,
                                        WatchEvent.class)
                                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_released_is_written_the_same_for_ever(LoggedEvent event) throws IOException {
        assertThat(EventJson.write(event).utf8()).isEqualTo(golden(event).utf8());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_released_is_read_for_ever(LoggedEvent event) throws IOException {
        assertThat(read(event, golden(event))).isEqualTo(event);
    }

    @Test
    void a_sighting_without_bytes_says_nothing_of_them() {
        var seen =
                new WatchEvent.Seen(
                        RoleName.TIMESTAMP,
                        "timestamp.json",
                        Instant.EPOCH,
                        null,
                        null,
                        0,
                        List.of());
        var unseen =
                new WatchEvent.SightingRecorded(
                        new WatchEvent.Watched("https://example.org/", Dialect.NOTARY_V1, null),
                        seen,
                        WatchEvent.Judgement.accepted(),
                        WatchEvent.LogStanding.NO_LOG);
        assertThat(EventJson.write(unseen).utf8())
                .doesNotContain("digest")
                .doesNotContain("collection")
                .doesNotContain("version");
        assertThat(read(unseen, EventJson.write(unseen))).isEqualTo(unseen);
    }

    @Test
    void what_nobody_said_is_not_told() {
        var id = SampleEvents.caseId(1);
        var seen = new CaseEvent.FindingAcknowledged(id, null);
        var stolen =
                new CaseEvent.KeyDeclaredCompromised(
                        SampleEvents.ALICE, null, null, new Words("lost"));
        var cdn =
                new CaseEvent.ChangeAnnounced(
                        id,
                        new ChangeScope.OneWatch(new WatchName("cdn")),
                        List.of(),
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1),
                        new Words("a new mirror"));
        assertThat(EventJson.write(seen).utf8()).isEqualTo("{\"finding\":\"" + id + "\"}");
        assertThat(EventJson.write(stolen).utf8()).doesNotContain("from").doesNotContain("until");
        assertThat(EventJson.write(cdn).utf8()).contains("\"watch\":\"cdn\"");
        assertThat(read(seen, EventJson.write(seen))).isEqualTo(seen);
        assertThat(read(stolen, EventJson.write(stolen))).isEqualTo(stolen);
        assertThat(read(cdn, EventJson.write(cdn))).isEqualTo(cdn);
    }

    @Test
    void a_first_document_has_no_previous_one() {
        MetadataPublished first =
                new MetadataPublished(
                        RoleName.ROOT,
                        Version.FIRST,
                        SampleEvents.sha(1),
                        1,
                        Instant.EPOCH,
                        List.of(),
                        null,
                        Author.SERVER,
                        Reason.RENEWED);
        assertThat(EventJson.write(first).utf8()).doesNotContain("previous").doesNotContain("null");
        assertThat(read(first, EventJson.write(first))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"life\":null}",
                "{\"life\":\"3\"}",
                "{\"life\":3.0}",
                "{\"life\":3000000000}",
                "{\"life\":3,\"life\":3}",
                "{\"life\":3,\"more\":1}",
                "{\"life\": 3}",
                "{\"life\":3} ",
                "{\"life\":3}{}"
            })
    void other_bytes_are_no_event(String json) {
        assertThatIllegalStateException()
                .isThrownBy(() -> EventJson.read("collection-deleted", "1", Bytes.utf8(json)))
                .withMessageContaining("collection-deleted/1");
    }

    @Test
    void an_unknown_name_or_revision_is_no_event() {
        Bytes payload = EventJson.write(new CollectionDeleted(3));
        assertThatIllegalStateException()
                .isThrownBy(() -> EventJson.read("collection-deleted", "2", payload))
                .withMessageContaining("collection-deleted/2");
    }

    private static LoggedEvent read(LoggedEvent like, Bytes payload) {
        return EventJson.read(EventJson.nameOf(like), EventJson.revisionOf(like), payload);
    }

    private static List<LoggedEvent> samples() {
        return Stream.of(
                        SampleEvents.all(),
                        List.of(SampleEvents.canary(), SampleEvents.redacted()),
                        SampleEvents.watched(),
                        SampleEvents.cases())
                .<LoggedEvent>flatMap(List::stream)
                .toList();
    }

    private static Bytes golden(LoggedEvent event) throws IOException {
        String name =
                "events/" + EventJson.nameOf(event) + "-" + EventJson.revisionOf(event) + ".json";
        try (InputStream file = EventJsonTest.class.getResourceAsStream(name)) {
            assertThat(file).as("the golden file %s", name).isNotNull();
            return Bytes.of(file.readAllBytes());
        }
    }
}
