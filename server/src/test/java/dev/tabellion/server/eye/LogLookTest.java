package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.server.inspection.LogAddress;
import dev.tabellion.server.inspection.RememberedCheckpoint;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.StoredTiles;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tuf.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an eye makes of checkpoints that a log shows it one after the other. */
class LogLookTest {
    private static final StoredTiles HONEST = StoredTiles.numbered(300);
    private static final StoredTiles OTHER = StoredTiles.forked(100, 300);

    @TempDir Path folder;

    @BeforeEach
    void the_eye_has_seen_a_checkpoint() {
        assertThat(log().contradiction(HONEST.signed(200), HONEST)).isNull();
    }

    @Test
    void a_log_that_grows_is_followed_over_a_restart() {
        assertThat(log().contradiction(HONEST.signed(300), HONEST)).isNull();
        assertThat(remembered().head()).isEqualTo(HONEST.signed(300).head());
        assertThat(log().contradiction(HONEST.signed(300), HONEST)).isNull();
    }

    @Test
    void a_node_that_lags_behind_is_no_split_view_and_is_not_remembered() {
        assertThat(log().contradiction(HONEST.signed(150), HONEST)).isNull();
        assertThat(remembered().head()).isEqualTo(HONEST.signed(200).head());
    }

    @Test
    void a_log_that_stays_shorter_than_it_was_is_told_of() {
        LogLook log = log();
        StoredTiles shorter = StoredTiles.numbered(150);
        assertThat(log.contradiction(HONEST.signed(150), shorter)).isNull();
        assertThat(log.contradiction(HONEST.signed(150), shorter)).isNull();
        assertThat(log.contradiction(HONEST.signed(150), shorter)).isNotNull();
    }

    @Test
    void another_history_is_shown_with_both_checkpoints_and_never_remembered() {
        for (int size : List.of(150, 200, 300)) {
            SignedCheckpoint other = OTHER.signed(size);
            assertThat(log().contradiction(other, OTHER))
                    .isNotNull()
                    .satisfies(
                            both ->
                                    assertThat(both.utf8())
                                            .contains(HONEST.signed(200).bytes().utf8())
                                            .contains(other.bytes().utf8()));
        }
        assertThat(remembered().head()).isEqualTo(HONEST.signed(200).head());
    }

    @Test
    void a_checkpoint_whose_tiles_do_not_come_is_told_of_when_it_stays_so() {
        LogLook log = log();
        StoredTiles cut = StoredTiles.numbered(10);
        for (int look = 1; look < 3; look++) {
            assertThat(log.contradiction(HONEST.signed(300), cut)).isNull();
        }
        assertThat(log.contradiction(HONEST.signed(300), cut)).isNotNull();
        assertThat(remembered().head()).isEqualTo(HONEST.signed(200).head());
    }

    @Test
    void a_cache_that_did_not_know_a_tile_for_a_moment_is_no_split_view() {
        LogLook log = log();
        for (int time = 0; time < 5; time++) {
            assertThat(log.contradiction(HONEST.signed(300), StoredTiles.numbered(10))).isNull();
            assertThat(log.contradiction(HONEST.signed(300), HONEST)).isNull();
        }
    }

    @Test
    void a_log_that_shows_nothing_at_all_is_told_of_after_some_looks() {
        LogLook log = log();
        EyeMemory kept = new EyeMemory(folder, Dialect.NOTARY_V1, 1);
        List<SightingMessage> told = new ArrayList<>();
        Sights sights = new Sights(watch(), Instant.EPOCH, (_, _) -> LogStanding.NO_LOG, told::add);
        for (int look = 1; look < 3; look++) {
            log.take(sights, kept);
            assertThat(told).isEmpty();
        }
        log.take(sights, kept);
        assertThat(told)
                .extracting(each -> each.sighting().judgement().rule())
                .containsExactly(Judgement.UNREACHABLE);
    }

    private Watch watch() {
        return new Watch(
                new WatchName("log"),
                URI.create("https://example.org/"),
                Dialect.NOTARY_V1,
                null,
                Version.FIRST,
                null,
                Duration.ofMinutes(1),
                null,
                1,
                null,
                null);
    }

    private SignedCheckpoint remembered() {
        return Objects.requireNonNull(memory().read());
    }

    private LogLook log() {
        return new LogLook(
                () -> new LogAddress("no log is here", null, null, null), keys(), memory(), null);
    }

    private RememberedCheckpoint memory() {
        return new RememberedCheckpoint(folder, keys().origin());
    }

    private static TrustedKeys keys() {
        try {
            return TrustedKeys.of(List.of(TestKey.LOG.key().vkey()), null);
        } catch (MalformedLogData e) {
            throw new IllegalStateException(e);
        }
    }
}
