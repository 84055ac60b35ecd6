package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Eyes that are shut, and what our own count says that we served. */
class WatchfulTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    WatchfulTest() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
    }

    @Test
    @Speaks("WATCH_SILENT")
    void an_eye_that_does_not_keep_its_word_is_told() {
        word(Judgement.ACCEPTED, DAY.toString());
        stakeout.pass(story.now().plus(DAY).plus(HOUR));
        assertThat(stakeout.spoke()).isEmpty();
        stakeout.pass(story.now().plus(DAY).plus(DAY));
        assertThat(stakeout.spoke()).containsExactly("WATCH_SILENT");
    }

    @Test
    @Speaks("WATCH_SILENT")
    void nobody_puts_off_for_years_that_an_eyes_silence_is_noticed() {
        word(Judgement.ACCEPTED, "P10000D");
        stakeout.pass(story.now().plus(DAY.multipliedBy(10)));
        assertThat(stakeout.spoke()).doesNotContain("WATCH_SILENT");
        stakeout.pass(story.now().plus(DAY.multipliedBy(11)));
        assertThat(stakeout.spoke()).contains("WATCH_SILENT");
    }

    @Test
    @Speaks("WATCH_SILENT")
    void an_eye_that_sees_nothing_is_told() {
        word(Judgement.UNREACHABLE, DAY.toString());
        assertThat(stakeout.spoke()).containsExactly("WATCH_SILENT");
    }

    @Test
    @Quiet("WATCH_SILENT")
    void an_eye_that_speaks_every_day_is_not_nor_one_that_promised_nothing() {
        for (int day = 0; day < 4; day++) {
            word(Judgement.ACCEPTED, DAY.toString());
            story.pass(DAY.plusMinutes(1));
            stakeout.pass(story.now());
        }
        for (String again : List.of("soon", "PT-1S", "P10000D")) {
            word(Judgement.ACCEPTED, again);
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    void an_eye_that_says_every_day_what_it_still_sees_finds_nothing() {
        PocketEye eye = new PocketEye(stakeout, story::now, Dialect.NOTARY_V1, story.gun);
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            eye.sees(role + ".json", story.served(new RoleName(role)));
        }
        for (int day = 0; day < 3; day++) {
            story.pass(DAY);
            eye.seesAgain("timestamp.json", story.served(RoleName.TIMESTAMP), Judgement.ACCEPTED);
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("LOG_SPLIT_VIEW")
    void a_log_of_two_histories_is_told_with_both_checkpoints() {
        Bytes both = Bytes.utf8("one checkpoint and another");
        checkpoints(both, Judgement.SPLIT_VIEW);
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("LOG_SPLIT_VIEW");
                            assertThat(finding.exhibits())
                                    .contains(new Exhibit.File(both.sha256()));
                        });
    }

    @Test
    @Quiet("LOG_SPLIT_VIEW")
    void one_history_is_not() {
        checkpoints(Bytes.utf8("one checkpoint and another"), Judgement.ACCEPTED);
        assertThat(stakeout.spoke()).isEmpty();
    }

    private void checkpoints(Bytes both, String rule) {
        stakeout.keep(both);
        Seen seen =
                new Seen(
                        RoleName.ROOT,
                        "checkpoint",
                        story.now(),
                        null,
                        both.sha256(),
                        both.length(),
                        List.of());
        stakeout.hear(
                new View.OfWatch("mirror"),
                story.now(),
                new SightingRecorded(
                        new Watched("https://mirror.example/", Dialect.NOTARY_V1, story.gun),
                        seen,
                        new Judgement(rule, new TreeMap<>()),
                        LogStanding.ABSENT));
    }

    @Test
    @Speaks("SERVED_NOT_HEAD")
    void what_we_served_long_after_it_was_replaced_is_told() {
        Bytes old = story.served(RoleName.TARGETS);
        stakeout.upload(story, publisher.addTarget("v2").publication());
        story.pass(HOUR);
        served(old, story.served(RoleName.TARGETS));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("SERVED_NOT_HEAD");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.subject().kind()).isEqualTo(Subject.Kind.COLLECTION);
                        });
    }

    @Test
    @Quiet("SERVED_NOT_HEAD")
    void what_we_served_while_it_was_replaced_is_not() {
        Bytes old = story.served(RoleName.TARGETS);
        story.pass(HOUR);
        stakeout.upload(story, publisher.addTarget("v2").publication());
        story.pass(Duration.ofMinutes(1));
        served(old, story.served(RoleName.TARGETS));
        assertThat(stakeout.spoke()).isEmpty();
    }

    private void served(Bytes... files) {
        List<FetchCount> counts =
                List.of(files).stream().map(file -> count(file.sha256())).toList();
        stakeout.hear(
                new View.OfWatch("fetches"),
                story.now(),
                new FetchesCounted(
                        story.gun, story.now().minusSeconds(60), story.now(), counts, 0));
    }

    private static FetchCount count(Sha256 digest) {
        Sha256 client = Bytes.utf8("a client").sha256();
        return new FetchCount(client, RoleName.TARGETS, "targets.json", digest, 1);
    }

    private void word(String rule, String again) {
        boolean isNothing = rule.equals(Judgement.UNREACHABLE);
        Bytes file = story.served(RoleName.TIMESTAMP);
        stakeout.keep(file);
        Seen seen =
                new Seen(
                        RoleName.TIMESTAMP,
                        "timestamp.json",
                        story.now(),
                        null,
                        isNothing ? null : file.sha256(),
                        isNothing ? 0 : file.length(),
                        List.of());
        stakeout.hear(
                new View.OfWatch("mirror"),
                story.now(),
                new SightingRecorded(
                        new Watched("https://mirror.example/", Dialect.NOTARY_V1, story.gun),
                        seen,
                        new Judgement(rule, new TreeMap<>(Map.of(Judgement.AGAIN, again))),
                        LogStanding.CURRENT));
    }
}
