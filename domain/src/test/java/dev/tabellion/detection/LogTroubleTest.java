package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.detection.rule.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the log's keepers notice of the log. */
class LogTroubleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long SIZE = 4_711;

    private final Reporter reporter = new Reporter(Rules.ALL);

    @Test
    @Speaks("LOG_HEAD_REGRESSED")
    @Quiet({"LOG_FORK", "LOG_CHAIN_BROKEN"})
    void w6_10_a_restored_database_is_told() {
        assertThat(found(stopped("rolled-back"))).containsExactly("LOG_HEAD_REGRESSED");
        assertThat(found(new Told.Contradicted("knows-a-larger-log", SIZE)))
                .containsExactly("LOG_HEAD_REGRESSED");
    }

    @Test
    @Speaks("LOG_FORK")
    @Quiet("LOG_HEAD_REGRESSED")
    void another_history_is_told() {
        assertThat(found(stopped("forked"))).containsExactly("LOG_FORK");
        assertThat(found(new Told.Contradicted("denies-growth", SIZE))).containsExactly("LOG_FORK");
    }

    @Test
    @Speaks("LOG_CHAIN_BROKEN")
    void an_edit_is_told() {
        assertThat(found(stopped("halted"))).containsExactly("LOG_CHAIN_BROKEN");
        assertThat(found(stopped("event-gone"))).containsExactly("LOG_CHAIN_BROKEN");
        assertThat(found(stopped("contradiction"))).containsExactly("LOG_CHAIN_BROKEN");
    }

    @Test
    @Speaks("LOG_CHAIN_BROKEN")
    void an_event_that_does_not_read_is_told_once_however_the_log_grows() {
        Told told = new Told.Unread(17, SIZE);
        assertThat(found(told)).containsExactly("LOG_CHAIN_BROKEN");
        assertThat(reporter.hear(new Told.Unread(17, SIZE + 1), NOW).getFirst().id())
                .isEqualTo(reporter.hear(told, NOW).getFirst().id());
    }

    @Test
    @Speaks("CHECKPOINT_LATE")
    @Quiet("COSIGNATURE_LATE")
    void events_under_no_checkpoint_are_told() {
        assertThat(found(new Told.Unpublished(NOW.minusSeconds(1_000), SIZE)))
                .containsExactly("CHECKPOINT_LATE");
    }

    @Test
    @Speaks("COSIGNATURE_LATE")
    @Quiet("CHECKPOINT_LATE")
    void witnesses_that_are_silent_are_told() {
        assertThat(found(new Told.Uncosigned(NOW.minusSeconds(1_000), SIZE)))
                .containsExactly("COSIGNATURE_LATE");
    }

    @Test
    void a_node_with_the_wrong_folder_is_no_attack() {
        assertThat(found(stopped("foreign-key"))).isEmpty();
        assertThat(found(stopped("not-signed"))).isEmpty();
    }

    @Test
    void the_same_trouble_is_the_same_finding() {
        assertThat(reporter.hear(stopped("forked"), NOW).getFirst().id())
                .isEqualTo(reporter.hear(stopped("forked"), NOW.plusSeconds(60)).getFirst().id());
    }

    private static Told stopped(String how) {
        return new Told.Stopped(how, new TreeMap<>(Map.of("signedSize", "4711")), SIZE);
    }

    private List<String> found(Told told) {
        return reporter.hear(told, NOW).stream().map(finding -> finding.rule().text()).toList();
    }
}
