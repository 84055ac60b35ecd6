package dev.tabellion.projection.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.Words;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import dev.tabellion.detection.View;
import dev.tabellion.keyusage.Reconciliation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaidBeforeTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3_600);
    private static final Gun GUN = new Gun("example.com/app");
    private static final CaseId ID = new CaseId("ab".repeat(16));
    private static final CaseId OTHER = new CaseId("cd".repeat(16));
    private static final Words WORDS = new Words("new keys");

    @Test
    void what_was_announced_before_a_finding_explains_it_and_what_came_after_does_not() {
        Entry announced = at(NOON, 1, announcement(ID, GUN));
        assertThat(by(NOON.plusSeconds(1), announced)).isEqualTo(1);
        assertThat(by(NOON.minusSeconds(1), announced)).isNull();
    }

    @Test
    void one_entry_by_a_clock_that_is_ahead_keeps_no_withdrawal_back() {
        Entry[] entries = {
            at(NOON, 1, announcement(ID, GUN)),
            at(LATER, 2, announcement(OTHER, new Gun("example.com/other"))),
            at(NOON.plusSeconds(2), 3, new AnnouncementWithdrawn(ID, WORDS))
        };
        assertThat(by(NOON.plusSeconds(1), entries)).isEqualTo(1);
        assertThat(by(NOON.plusSeconds(3), entries)).isNull();
    }

    @Test
    void a_finding_by_a_clock_that_is_ahead_is_explained_by_nothing_from_after_now() {
        Entry announced = at(NOON.plusSeconds(1), 1, announcement(ID, GUN));
        var said = new SaidBefore(List.of(announced));
        assertThat(said.judge(List.of(found(LATER)), NOON).getFirst().by()).isNull();
        assertThat(said.judge(List.of(found(LATER)), LATER).getFirst().by()).isEqualTo(1);
    }

    @Test
    void findings_keep_their_order() {
        List<Finding> findings = List.of(found(LATER), found(NOON));
        assertThat(new SaidBefore(List.of()).judge(findings, LATER))
                .extracting(ExpectedFinding::finding)
                .containsExactlyElementsOf(findings);
    }

    private static @Nullable Long by(Instant at, Entry... entries) {
        return new SaidBefore(List.of(entries))
                .judge(List.of(found(at)), at.plusSeconds(60))
                .getFirst()
                .by();
    }

    private static Entry at(Instant at, long leaf, LoggedEvent event) {
        return new Entry(leaf, at, new View.OfLedger(), event);
    }

    private static ChangeAnnounced announcement(CaseId id, Gun gun) {
        return new ChangeAnnounced(
                id,
                new ChangeScope.OneCollection(gun),
                List.of(),
                NOON.minusSeconds(60),
                NOON.plusSeconds(86_400),
                WORDS);
    }

    private static Finding found(Instant at) {
        return Finding.of(
                Reconciliation.ROTATED.card(),
                new Subject(Subject.Kind.COLLECTION, GUN.value()),
                9,
                at,
                Clue.from(new Exhibit.Leaf(9)));
    }
}
