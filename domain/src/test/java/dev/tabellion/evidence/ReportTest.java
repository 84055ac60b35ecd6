package dev.tabellion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.detection.Exhibit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reports stand on, as they are told. */
class ReportTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String ID = "0123456789abcdef".repeat(2);

    @Test
    void a_finding_stands_on_its_leaf_and_its_evidence() {
        assertThat(
                        shown(
                                Matter.Kind.FINDING,
                                """
                                {"id":"%s","rule":"EVENT_GAP","subject":{"kind":"log","name":""},
                                 "leaf":-1,"evidence":["leaf:3","file:%s","journal:9","key:k",
                                 "payload:%s","checkpoint:12"]}"""
                                        .formatted(ID, A, B)))
                .containsExactly("leaf:3", "file:" + A, "journal:9", "checkpoint:12");
    }

    @Test
    void an_incident_stands_on_its_findings_and_on_what_was_said() {
        assertThat(
                        shown(
                                Matter.Kind.INCIDENT,
                                """
                                {"id":"x","findings":[{"id":"%s","rule":"EVENT_GAP","leaf":4,
                                 "subject":{"kind":"log","name":""},"evidence":["leaf:3"]}],
                                 "said":[{"leaf":8}]}"""
                                        .formatted(ID)))
                .containsExactly("leaf:4", "leaf:3", "leaf:8");
    }

    @Test
    void a_stolen_keys_report_stands_on_what_was_published_and_what_was_seen_outside() {
        assertThat(
                        shown(
                                Matter.Kind.COMPROMISE,
                                """
                                {"key":"k","signatures":[{"leaf":5,"digest":"%s","journalEntry":6},
                                 {"sighted":7,"digest":"%s"}],"trusted":[{"sinceLeaf":2}]}"""
                                        .formatted(A, B)))
                .containsExactly(
                        "leaf:5", "file:" + A, "journal:6", "leaf:7", "file:" + B, "leaf:2");
    }

    @Test
    void what_is_no_report_is_no_report() {
        for (String text : List.of("", "[]", "{}", "{\"id\":\"x\",\"leaf\":1,\"evidence\":[7]}")) {
            assertThatThrownBy(() -> Report.read(Matter.Kind.FINDING, Bytes.utf8(text)))
                    .as(text)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<String> shown(Matter.Kind kind, String report) {
        return Report.read(kind, Bytes.utf8(report)).exhibits().stream()
                .map(Exhibit::text)
                .toList();
    }
}
