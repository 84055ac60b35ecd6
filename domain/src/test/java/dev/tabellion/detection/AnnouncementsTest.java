package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchName;
import dev.tabellion.collection.Words;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Gun APP = new Gun("example.org/app");
    private static final ChangeScope ONE = new ChangeScope.OneCollection(APP);
    private static final Words WORDS = new Words("a root ceremony");
    private static final CaseId ID = new CaseId("0123456789abcdef".repeat(2));

    @Test
    void what_a_ceremony_raises_is_expected_while_it_lasts_and_no_longer() {
        Announcements announced = announced(ONE, List.of());
        Finding early = found("ROOT_KEYS_CHANGED", Severity.INFO, NOON.minusSeconds(1));
        Finding first = found("ROOT_KEYS_CHANGED", Severity.INFO, NOON);
        Finding late = found("ROOT_KEYS_CHANGED", Severity.INFO, NOON.plusSeconds(3_600));
        assertThat(announced.explaining(early, null)).isNull();
        assertThat(announced.explaining(first, null)).isEqualTo(7);
        assertThat(announced.explaining(late, null)).isNull();
    }

    @Test
    void what_no_honest_change_makes_is_never_expected() {
        Finding theft = found("UNLEDGERED_SIGNATURE", Severity.CRITICAL, NOON);
        assertThat(announced(ONE, List.of()).explaining(theft, null)).isNull();
        assertThat(announced(ONE, List.of("UNLEDGERED_SIGNATURE")).explaining(theft, null))
                .isNull();
    }

    @Test
    void a_root_that_no_threshold_approved_is_never_expected() {
        for (String rule : List.of("ROOT_KEYS_CHANGED", "ROLE_KEYS_CHANGED")) {
            Finding unapproved = found(rule, Severity.CRITICAL, NOON);
            assertThat(announced(ONE, List.of()).explaining(unapproved, null)).isNull();
            assertThat(announced(ONE, List.of(rule)).explaining(unapproved, null)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REPOSITORY_DELETED", "KEY_DELETED"})
    void a_deletion_that_somebody_else_announced_by_its_name_is_a_note(String rule) {
        Finding deleted = found(rule, Severity.CRITICAL, NOON);
        Announcements named = announced(ONE, List.of(rule));
        Finding told = named.confirmed(deleted, null);
        assertThat(told.severity()).isEqualTo(Severity.INFO);
        assertThat(told.id()).isEqualTo(deleted.id());
        assertThat(named.explaining(told, null)).isEqualTo(7);
        assertThat(announced(ONE, List.of()).confirmed(deleted, null)).isEqualTo(deleted);
        assertThat(announced(ONE, List.of()).explaining(deleted, null)).isNull();
    }

    @Test
    void rules_that_are_named_are_expected_and_no_others() {
        Announcements announced = announced(ONE, List.of("STALE_TIMESTAMP"));
        Finding stale = found("STALE_TIMESTAMP", Severity.HIGH, NOON);
        Finding keys = found("ROOT_KEYS_CHANGED", Severity.INFO, NOON);
        assertThat(announced.explaining(stale, null)).isEqualTo(7);
        assertThat(announced.explaining(keys, null)).isNull();
    }

    @Test
    void guesses_before_an_upload_are_no_part_of_a_release_unless_it_says_so() {
        String rule = "PUBLISHER_ANOMALY";
        Finding guessed = found(rule, Severity.MEDIUM, NOON);
        assertThat(announced(ONE, List.of()).explaining(guessed, null)).isNull();
        assertThat(announced(ONE, List.of(rule)).explaining(guessed, null)).isEqualTo(7);
    }

    @Test
    void another_collection_or_the_record_itself_is_not_covered() {
        Announcements announced = announced(ONE, List.of());
        Subject other = new Subject(Subject.Kind.COLLECTION, APP.value() + "2");
        Subject log = new Subject(Subject.Kind.LOG, "");
        assertThat(announced.explaining(found(other), null)).isNull();
        assertThat(announced.explaining(found(log), null)).isNull();
        assertThat(
                        announced(new ChangeScope.Prefix("example.org/"), List.of())
                                .explaining(found(other), null))
                .isEqualTo(7);
    }

    @Test
    void what_a_watch_sees_of_the_collection_is_covered_too() {
        Subject cdn = new Subject(Subject.Kind.WATCH, "cdn");
        LoggedEvent seen = Watching.of(APP);
        LoggedEvent other = Watching.of(new Gun("example.org/other"));
        assertThat(announced(ONE, List.of()).explaining(found(cdn), seen)).isEqualTo(7);
        assertThat(announced(ONE, List.of()).explaining(found(cdn), other)).isNull();
        assertThat(
                        announced(new ChangeScope.OneWatch(new WatchName("cdn")), List.of())
                                .explaining(found(cdn), other))
                .isEqualTo(7);
    }

    @Test
    void what_was_withdrawn_explains_nothing() {
        Announcements withdrawn =
                announced(ONE, List.of())
                        .after(entry(8, NOON, new AnnouncementWithdrawn(ID, WORDS)));
        assertThat(withdrawn.explaining(found("ROOT_KEYS_CHANGED", Severity.HIGH, NOON), null))
                .isNull();
    }

    @Test
    void what_is_over_is_forgotten_at_the_next_announcement() {
        Instant tomorrow = NOON.plusSeconds(86_400);
        ChangeAnnounced next =
                new ChangeAnnounced(ID, ONE, List.of(), tomorrow, tomorrow.plusSeconds(1), WORDS);
        assertThat(announced(ONE, List.of()).after(entry(9, tomorrow, next)).standing())
                .containsOnlyKeys(9L);
    }

    private static Announcements announced(ChangeScope scope, List<String> rules) {
        ChangeAnnounced change =
                new ChangeAnnounced(ID, scope, rules, NOON, NOON.plusSeconds(3_600), WORDS);
        return Announcements.none().after(entry(7, NOON.minusSeconds(60), change));
    }

    private static Entry entry(long leaf, Instant at, LoggedEvent event) {
        return new Entry(leaf, at, new View.OfLedger(), event);
    }

    private static Finding found(Subject subject) {
        return found("ROOT_KEYS_CHANGED", Severity.HIGH, NOON, subject);
    }

    private static Finding found(String rule, Severity severity, Instant at) {
        return found(rule, severity, at, new Subject(Subject.Kind.COLLECTION, APP.value()));
    }

    private static Finding found(String rule, Severity severity, Instant at, Subject subject) {
        RuleCard card =
                new RuleCard(
                        new RuleName(rule),
                        severity,
                        Set.of(Input.PUBLIC),
                        List.of(),
                        Playbook.P5,
                        "Something was found.");
        return Finding.of(
                card, subject, 17, at, Clue.from(new Exhibit.File(Bytes.utf8("x").sha256())));
    }
}
