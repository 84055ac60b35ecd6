package dev.tabellion.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditQuestionTest {
    @Test
    void filters_of_every_kind_go_together() {
        var question =
                AuditQuestion.of(
                        Map.of(
                                "collection", List.of("example.com/a"),
                                "role", List.of("root", "targets/releases"),
                                "actor", List.of("alice"),
                                "from", List.of("2026-11-22T14:05:00+01:00"),
                                "last", List.of("77"),
                                "order", List.of("oldest"),
                                "limit", List.of("5")));
        assertThat(question.filter().values())
                .containsEntry(TermKind.ROLE, List.of("root", "targets/releases"))
                .containsEntry(TermKind.ACTOR, List.of("alice"));
        assertThat(question.filter().from()).isEqualTo(Instant.parse("2026-11-22T13:05:00Z"));
        assertThat(question.filter().last()).isEqualTo(77);
        assertThat(question.filter().tellsOfPersons()).isTrue();
        assertThat(question.direction()).isEqualTo(Direction.OLDEST_FIRST);
        assertThat(question.limit()).isEqualTo(5);
    }

    @Test
    void proofs_in_csv_are_refused_and_not_left_out() {
        assertThatThrownBy(
                        () ->
                                AuditQuestion.of(
                                        Map.of(
                                                "format", List.of("csv"),
                                                "proof", List.of("true"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.problem().detail()).contains("ask for jsonl"));
    }

    @ParameterizedTest
    @CsvSource({
        "colection, a, there is no parameter",
        "limit, 0, from 1 to 1000",
        "limit, 1001, from 1 to 1000",
        "limit, ten, from 1 to 1000",
        "first, -1, from 0",
        "digest, ABC, no digest",
        "kind, Root!, no kind",
        "commitment, abc, no commitment",
        "collection, a*, no collection",
        "from, 2026-11-22, RFC 3339",
        "until, 1066-10-14T00:00:00Z, not a time that",
        "order, sideways, one of newest",
        "format, xml, one of json",
        "proof, perhaps, one of false",
        "cursor, nonsense!, none that was given out",
        "cursor, AAAA, none that was given out"
    })
    void nonsense_is_refused_in_words(String name, String value, String words) {
        assertRefused(Map.of(name, List.of(value)), words);
    }

    @Test
    void too_many_and_too_long_values_are_refused() {
        assertRefused(Map.of("role", Collections.nCopies(9, "root")), "8 values at most");
        assertRefused(Map.of("target", List.of("x".repeat(1_025))), "1 to 1024");
        assertRefused(Map.of("limit", List.of("1", "2")), "once only");
        assertRefused(Map.of("key", List.of("")), "1 to 1024");
    }

    @Test
    void a_range_that_ends_before_it_begins_is_refused() {
        assertRefused(Map.of("first", List.of("5"), "last", List.of("4")), "ends before");
        assertRefused(
                Map.of(
                        "from", List.of("2026-11-22T00:00:00Z"),
                        "until", List.of("2026-11-22T00:00:00Z")),
                "ends before");
    }

    @Test
    void a_cursor_serves_its_own_filter_and_order_only() {
        Map<String, List<String>> asked = new TreeMap<>(Map.of("role", List.of("root")));
        var first = AuditQuestion.of(asked);
        String cursor = Cursor.after(41, first.direction(), first.filter()).text();
        asked.put("cursor", List.of(cursor));

        assertThat(AuditQuestion.of(asked).after()).isEqualTo(41);
        asked.put("order", List.of("oldest"));
        assertRefused(asked, "another filter or order");
        asked.remove("order");
        asked.put("role", List.of("targets"));
        assertRefused(asked, "another filter or order");
    }

    @ParameterizedTest
    @CsvSource({
        "'=1+1', '''=1+1'",
        "'@cmd', '''@cmd'",
        "'a,b', '\"a,b\"'",
        "'say \"x\"', '\"say \"\"x\"\"\"'",
        "'-2', '''-2'",
        "plain, plain"
    })
    void no_cell_is_a_formula_and_none_breaks_its_line(String value, String cell) {
        assertThat(EntryCsv.cell(value)).isEqualTo(cell);
    }

    @Test
    void names_may_have_slashes_and_look_like_routes() {
        var time = new Moment.AtLeaf(7);
        assertThat(HistoryRoute.of("/api/collections/example.com/a/at/7"))
                .isEqualTo(new HistoryRoute.State(new Gun("example.com/a"), time));
        assertThat(HistoryRoute.of("/api/collections/a/at/7/targets/releases.json"))
                .isEqualTo(
                        new HistoryRoute.File(
                                new Gun("a"), time, new RoleName("targets/releases")));
        assertThat(HistoryRoute.of("/api/collections/a/at/b/at/7/root.json"))
                .isEqualTo(new HistoryRoute.File(new Gun("a/at/b"), time, RoleName.ROOT));
        assertThat(HistoryRoute.of("/api/collections/a/diff"))
                .isEqualTo(new HistoryRoute.Difference(new Gun("a")));
        assertThat(HistoryRoute.of("/api/collections/diff")).isNull();
        assertThat(HistoryRoute.of("/api/collections/a")).isNull();
        assertThat(HistoryRoute.of("/api/collections/" + "a/".repeat(600) + "diff")).isNull();
        assertThatThrownBy(() -> HistoryRoute.of("/api/collections/a/at/noon"))
                .isInstanceOf(Refused.class);
    }

    private static void assertRefused(Map<String, List<String>> parameters, String words) {
        assertThatThrownBy(() -> AuditQuestion.of(parameters))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.problem().status()).isEqualTo(400);
                            assertThat(refused.problem().detail()).contains(words);
                        });
    }
}
