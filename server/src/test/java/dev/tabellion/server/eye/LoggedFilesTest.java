package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an eye proves of a log by reading all of its entries, whoever hands them out. */
class LoggedFilesTest {
    private static final Gun GUN = new Gun("example.org/app");
    private static final RoleName TARGETS = RoleName.TARGETS;

    private final List<Bytes> entries = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private LoggedFiles files;

    @TempDir Path folder;

    @BeforeEach
    void it_begins_with_nothing() {
        files = begins();
    }

    @Test
    void what_was_published_last_is_current_and_what_was_before_is_past() {
        publishes(GUN, "v1");
        others(300);
        publishes(GUN, "v2");
        assertThat(read()).isTrue();
        assertThat(standing("v1")).isEqualTo(LogStanding.PAST);
        assertThat(standing("v2")).isEqualTo(LogStanding.CURRENT);
        assertThat(standing("v3")).isEqualTo(LogStanding.UNKNOWN);

        others(3);
        publishes(GUN, "v3");
        assertThat(read()).isTrue();
        assertThat(standing("v3")).isEqualTo(LogStanding.CURRENT);
    }

    @Test
    void another_collections_files_are_not_this_ones() {
        publishes(new Gun("example.org/other"), "v1");
        assertThat(read()).isTrue();
        assertThat(standing("v1")).isEqualTo(LogStanding.UNKNOWN);
    }

    @Test
    void what_was_read_and_found_outlives_the_process() throws IOException {
        publishes(GUN, "v1");
        others(600);
        publishes(GUN, "v2");
        assertThat(read()).isTrue();
        Files.writeString(kept(), "+ 0123 tor", StandardOpenOption.APPEND);

        files = begins();
        assertThat(standing("v1")).isEqualTo(LogStanding.PAST);
        assertThat(standing("v2")).isEqualTo(LogStanding.CURRENT);
        others(10);
        publishes(GUN, "v3");
        asked.set(0);
        assertThat(read()).isTrue();
        assertThat(asked).hasValueLessThan(256);
        files = begins();
        assertThat(standing("v3")).isEqualTo(LogStanding.CURRENT);
    }

    @Test
    void what_is_published_again_is_current_again_over_a_restart() {
        for (String each : List.of("v1", "v2", "v1")) {
            publishes(GUN, each);
        }
        assertThat(read()).isTrue();
        for (int restart = 0; restart < 2; restart++) {
            assertThat(standing("v1")).isEqualTo(LogStanding.CURRENT);
            assertThat(standing("v2")).isEqualTo(LogStanding.PAST);
            files = begins();
        }
    }

    @Test
    void a_file_of_places_long_left_is_begun_anew() throws IOException {
        publishes(GUN, "v1");
        assertThat(read()).isTrue();
        String line = Files.readAllLines(kept()).getLast() + "\n";
        int places = (33 << 20) / line.length();
        Files.writeString(kept(), line.repeat(places), StandardOpenOption.APPEND);
        publishes(GUN, "v2");
        assertThat(read()).isTrue();
        assertThat(Files.readAllLines(kept())).hasSize(3);
        files = begins();
        assertThat(standing("v1")).isEqualTo(LogStanding.PAST);
        assertThat(standing("v2")).isEqualTo(LogStanding.CURRENT);
    }

    @Test
    void of_more_than_there_is_room_for_the_oldest_renewals_are_forgotten() {
        files = new LoggedFiles(new KeptReading(kept(), GUN), 4);
        publishes(GUN, "v1");
        for (int i = 0; i < 9; i++) {
            entries.add(leaf(GUN, RoleName.TIMESTAMP, "t" + i));
            entries.add(leaf(GUN, RoleName.SNAPSHOT, "s" + i));
        }
        assertThat(read()).isTrue();
        assertThat(standing("v1")).isEqualTo(LogStanding.CURRENT);
        assertThat(files.standingOf(RoleName.TIMESTAMP, digest("t8")))
                .isEqualTo(LogStanding.CURRENT);
        assertThat(files.standingOf(RoleName.TIMESTAMP, digest("t0")))
                .isEqualTo(LogStanding.UNKNOWN);

        for (String each : List.of("v2", "v3", "v4")) {
            publishes(GUN, each);
        }
        assertThatThrownBy(this::read).hasMessageContaining("more files than an eye holds");
    }

    @Test
    void a_place_in_another_log_is_found_out() {
        publishes(GUN, "v1");
        others(10);
        assertThat(read()).isTrue();
        files = begins();
        entries.set(3, leaf(GUN, "evil"));
        others(10);
        assertThatThrownBy(this::read).isInstanceOf(RecordUnreadable.class);
    }

    private LoggedFiles begins() {
        return new LoggedFiles(new KeptReading(kept(), GUN));
    }

    private Path kept() {
        return folder.resolve("log/read");
    }

    @Test
    void an_entry_that_was_put_in_later_is_not_believed() {
        publishes(GUN, "v1");
        others(20);
        TreeHead signed = head();
        StoredTiles tiles = StoredTiles.of(entries);
        entries.set(7, leaf(GUN, "evil"));
        assertThatThrownBy(() -> files.read(source(tiles), signed))
                .isInstanceOf(RecordUnreadable.class)
                .hasMessageContaining("not those of its checkpoint");
        assertThat(standing("evil")).isEqualTo(LogStanding.UNKNOWN);

        entries.set(7, Bytes.utf8("entry 6"));
        assertThat(read()).isTrue();
    }

    @Test
    void an_entry_that_is_missing_leaves_all_as_it_was() {
        publishes(GUN, "v1");
        TreeHead signed = head();
        StoredTiles tiles = StoredTiles.of(entries);
        entries.clear();
        assertThatThrownBy(() -> files.read(source(tiles), signed))
                .isInstanceOf(RecordUnreadable.class);
    }

    @Test
    void a_long_past_is_read_over_several_looks_and_each_part_is_proven() {
        publishes(GUN, "v1");
        others(LoggedFiles.MOST_AT_ONCE + 10);
        assertThat(read()).isFalse();
        assertThat(standing("v1")).isEqualTo(LogStanding.CURRENT);
        assertThat(read()).isTrue();
    }

    @Test
    void a_node_that_lags_behind_takes_nothing_back() {
        others(10);
        TreeHead before = head();
        publishes(GUN, "v1");
        assertThat(read()).isTrue();
        assertThat(files.read(source(StoredTiles.of(entries)), before)).isTrue();
        assertThat(standing("v1")).isEqualTo(LogStanding.CURRENT);
    }

    @Test
    void a_log_that_stands_still_accuses_nobody_however_long() {
        Instant seen = Instant.parse("2030-01-01T00:00:00Z");
        Unproven unproven = new Unproven();
        unproven.saw(sighting("elsewhere", seen), null);
        Instant later = seen.plus(Duration.ofDays(1));

        happens(seen.minusSeconds(60));
        assertThat(read()).isTrue();
        assertThat(unproven.missing(files, later)).isEmpty();
        happens(seen.plusSeconds(60));
        assertThat(read()).isTrue();
        assertThat(unproven.missing(files, later)).isEmpty();
        files = begins();
        assertThat(read()).isTrue();
        assertThat(unproven.missing(files, later)).isEmpty();

        happens(seen.plus(Unproven.PATIENCE).plusSeconds(60));
        assertThat(read()).isTrue();
        assertThat(unproven.missing(files, seen)).isEmpty(); // by the eye's own clock
        assertThat(unproven.missing(files, later)).hasSize(1);
        assertThat(unproven.missing(files, later)).isEmpty();
    }

    private static SightingRecorded sighting(String file, Instant at) {
        return new SightingRecorded(
                new Watched("https://mirror.example.org/", Dialect.NOTARY_V1, null),
                new Seen(TARGETS, "targets.json", at, null, digest(file), 9, List.of()),
                new Judgement(Judgement.ACCEPTED, new TreeMap<>()),
                LogStanding.UNKNOWN);
    }

    private void happens(Instant at) {
        entries.add(
                Bytes.utf8(
                        """
                        {"v":1,"log":"log.example.org","evt":"e","type":"canary-sung/1","ts":"%s",
                         "agg":{"t":"ledger","id":"!ledger","seq":1},"actor":"%2$s","req":"r",
                         "n":"00","payload":{"h":"%2$s","len":1}}"""
                                .formatted(at, digest("any").hex())));
    }

    private boolean read() {
        return files.read(source(StoredTiles.of(entries)), head());
    }

    private TreeHead head() {
        int size = entries.size();
        return new TreeHead(new TreeSize(size), StoredTiles.of(entries).tree(size).root());
    }

    private LogStanding standing(String file) {
        return files.standingOf(TARGETS, digest(file));
    }

    private void publishes(Gun gun, String file) {
        entries.add(leaf(gun, file));
    }

    private void others(int count) {
        IntStream.range(0, count).forEach(i -> entries.add(Bytes.utf8("entry " + i)));
    }

    private static Bytes leaf(Gun gun, String file) {
        return leaf(gun, TARGETS, file);
    }

    private static Bytes leaf(Gun gun, RoleName role, String file) {
        return new PlainJson()
                .text("type", "metadata-published/1")
                .text("repo", gun.value())
                .text("role", role.value())
                .text("meta", digest(file).hex())
                .bytes();
    }

    private static Sha256 digest(String file) {
        return Bytes.utf8(file).sha256();
    }

    private RecordSource source(TileSource tiles) {
        return new RecordSource() {
            @Override
            public List<Entry> entries(LeafIndex first, int count) {
                asked.addAndGet(count);
                return IntStream.range(0, count)
                        .mapToObj(i -> entry((int) first.position() + i))
                        .toList();
            }

            private Entry entry(int at) {
                LeafIndex index = new LeafIndex(at);
                return at < entries.size()
                        ? new Entry(index, entries.get(at), null, null)
                        : Entry.missing(index);
            }

            @Override
            public Map<Sha256, Bytes> documents(
                    Collection<Sha256> digests, @Nullable Bundle naming) {
                return Map.of();
            }

            @Override
            public boolean tellsActors() {
                return false;
            }

            @Override
            public Map<Sha256, Sha256> commitments(Collection<Sha256> actors) {
                return Map.of();
            }

            @Override
            public Set<Sha256> forgottenBeyond(TreeSize end) {
                return Set.of();
            }

            @Override
            public TileSource tiles() {
                return tiles;
            }
        };
    }
}
