package dev.tabellion.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.Words;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import dev.tabellion.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Words WORDS = new Words("so it is");

    @Test
    void what_is_found_within_a_day_is_one_incident() {
        Incident incident = begun().with(found(23, Severity.MEDIUM));
        assertThat(incident.findings()).isEqualTo(2);
        assertThat(incident.severity()).isEqualTo(Severity.HIGH);
        assertThat(incident.takes(found(46, Severity.HIGH))).isTrue();
        assertThat(incident.takes(found(47, Severity.HIGH))).isFalse();
        assertThat(incident.takes(found(-23, Severity.HIGH))).isTrue();
        assertThat(incident.takes(found(-24, Severity.HIGH))).isFalse();
    }

    @Test
    void what_is_for_the_record_alarms_nobody() {
        assertThat(Incident.beginsWith(found(0, Severity.INFO))).isFalse();
        assertThat(Incident.beginsWith(found(0, Severity.MEDIUM))).isTrue();
    }

    @Test
    void something_graver_asks_for_attention_again() {
        Incident seen = begun().after(acknowledged(), NOON);
        assertThat(seen.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(seen.with(found(1, Severity.HIGH)).state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(seen.with(found(1, Severity.CRITICAL)).state()).isEqualTo(State.OPEN);
    }

    @Test
    void who_is_to_look_after_it_has_seen_it() {
        Sha256 owner = Bytes.utf8("rota").sha256();
        Incident owned = begun().after(new IncidentAssigned(begun().id(), owner), NOON);
        assertThat(owned.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(owned.owner()).isEqualTo(owner);
    }

    @Test
    void what_comes_after_it_was_closed_is_another_incident() {
        Incident closed = closed(begun(), 1);
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.takes(found(2, Severity.HIGH))).isFalse();
    }

    @Test
    void what_happened_before_and_nobody_knew_reopens_it() {
        Incident closed = closed(begun(), 1);
        Finding late = found(0, Severity.MEDIUM);
        assertThat(closed.takes(late)).isTrue();
        assertThat(closed.with(late).state()).isEqualTo(State.ACKNOWLEDGED);
    }

    @Test
    void the_order_in_which_findings_and_closing_are_read_makes_no_difference() {
        Finding late = found(0, Severity.MEDIUM);
        assertThat(closed(begun(), 1).with(late)).isEqualTo(closed(begun().with(late), 1));
    }

    private static Incident closed(Incident incident, int findings) {
        return incident.after(
                new IncidentClosed(incident.id(), Verdict.FALSE_ALARM, findings, WORDS),
                NOON.plus(Duration.ofHours(1)));
    }

    private static FindingAcknowledged acknowledged() {
        return new FindingAcknowledged(begun().id(), null);
    }

    private static Incident begun() {
        return Incident.begun(found(0, Severity.HIGH), Concern.of(Playbook.P7));
    }

    private static Finding found(int hour, Severity severity) {
        RuleCard card =
                new RuleCard(
                        new RuleName("SOMETHING"),
                        severity,
                        Set.of(Input.PUBLIC),
                        List.of(),
                        Playbook.P7,
                        "Something was found.");
        return Finding.of(
                card,
                new Subject(Subject.Kind.COLLECTION, "example.org/app"),
                17,
                NOON.plus(Duration.ofHours(hour)),
                Clue.from(new Exhibit.Leaf(hour + 100L)));
    }
}
