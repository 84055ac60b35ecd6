package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseEventTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Words WORDS = new Words("so be it");
    private static final ChangeScope APPS = new ChangeScope.Prefix("example.org/apps/");

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a\u0000b", "a\u001bb", "a\u0085b"})
    void words_say_something_and_move_no_cursor(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Words(text));
    }

    @Test
    void words_are_few() {
        assertThat(new Words("w".repeat(Words.LONGEST)).text()).hasSize(Words.LONGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Words("w".repeat(Words.LONGEST + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it was -----BEGIN EC PRIVATE KEY----- MHcCAQ",
                "the hook has whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "it came with eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl",
                "Authorization: Bearer 0123456789abcdef0123"
            })
    void a_secret_is_seen_among_words(String text) {
        assertThat(new Words(text).seemToTellASecret()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the bearer of the token was on leave",
                "key 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 is lost"
            })
    void honest_words_are_no_secret(String text) {
        assertThat(new Words(text).seemToTellASecret()).isFalse();
    }

    @Test
    void a_prefix_covers_what_begins_so_and_no_watch() {
        assertThat(APPS.covers(new Gun("example.org/apps/one"))).isTrue();
        assertThat(APPS.covers(new Gun("example.org/app"))).isFalse();
        assertThat(APPS.covers(new WatchName("example.org"))).isFalse();
        assertThat(new ChangeScope.OneCollection(new Gun("a")).covers(new Gun("ab"))).isFalse();
        assertThat(new ChangeScope.OneWatch(new WatchName("cdn")).covers(new WatchName("cdn")))
                .isTrue();
    }

    @Test
    void a_change_or_a_window_that_ends_before_it_begins_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> announced(List.of(), NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new KeyDeclaredCompromised(
                                        SampleEvents.ALICE, NOON, NOON.minusSeconds(1), WORDS));
    }

    @Test
    void rules_are_few_and_bear_their_names() {
        Instant later = NOON.plusSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> announced(List.of("all of them"), later));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> announced(Collections.nCopies(33, "VERSION_JUMP"), later));
    }

    @Test
    void nothing_is_closed_that_has_no_findings() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new IncidentClosed(SampleEvents.caseId(1), Verdict.REAL, 0, WORDS));
    }

    private static ChangeAnnounced announced(List<String> rules, Instant until) {
        return new ChangeAnnounced(SampleEvents.caseId(1), APPS, rules, NOON, until, WORDS);
    }
}
