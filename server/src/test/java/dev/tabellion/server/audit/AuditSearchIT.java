package dev.tabellion.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.server.audit.pace.MadeEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is asked of the index, it finds what reading all events finds. */
class AuditSearchIT {
    private static final int EVENTS = 20_000; // two chunks that are full and one that is not
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static AuditRoom room;

    @BeforeAll
    static void make() {
        room = new AuditRoom();
        new MadeEvents(room.owner).make(0, EVENTS);
        room.catchUp();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void any_combination_of_filters_finds_what_reading_everything_finds() {
        var random = new Random(4);
        for (int i = 0; i < 40; i++) {
            AuditFilter filter = filter(random);
            Direction direction =
                    random.nextBoolean() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
            assertThat(all(filter, direction, 1 + random.nextInt(900)))
                    .as("%s %s", filter, direction)
                    .isEqualTo(expected(filter, direction));
        }
    }

    @Test
    void pages_do_not_shift_when_the_log_grows() {
        var filter = filter(Map.of(TermKind.KIND, List.of("signature-produced")), null, null);
        AuditPage first = room.index.find(filter, Direction.NEWEST_FIRST, null, 10);
        long size = room.index.size();
        new MadeEvents(room.owner).make(size, size + 50);
        room.catchUp();

        AuditPage second = room.index.find(filter, Direction.NEWEST_FIRST, first.next(), 10);
        assertThat(second.leaves().getFirst()).isLessThan(first.leaves().getLast());
        assertThat(first.leaves().getLast() - second.leaves().getFirst()).isEqualTo(7);
    }

    private static List<Long> all(AuditFilter filter, Direction direction, int page) {
        List<Long> found = new ArrayList<>();
        @Nullable Long after = null;
        do {
            AuditPage next = room.index.find(filter, direction, after, page);
            found.addAll(next.leaves());
            after = next.next();
        } while (after != null);
        return found;
    }

    private static AuditFilter filter(Random random) {
        Map<TermKind, List<String>> values = new EnumMap<>(TermKind.class);
        if (random.nextBoolean()) {
            values.put(
                    TermKind.KIND,
                    random.nextBoolean()
                            ? List.of("signature-produced", "signing-requested")
                            : List.of("metadata-published"));
        }
        if (random.nextBoolean()) {
            values.put(TermKind.ROLE, List.of(random.nextBoolean() ? "root" : "timestamp"));
        }
        if (random.nextInt(3) == 0) {
            int n = random.nextInt(50);
            values.put(
                    TermKind.COLLECTION,
                    List.of("registry.example.com/team" + n % 40 + "/app" + n));
        }
        if (random.nextInt(3) == 0) {
            values.put(TermKind.ACTOR, List.of("person3", "person" + random.nextInt(50)));
        }
        if (random.nextInt(4) == 0) {
            values.put(TermKind.ADDRESS, List.of("192.0.2." + random.nextInt(200)));
        }
        return filter(
                values,
                random.nextBoolean() ? null : BEGINNING.plusSeconds(random.nextInt(EVENTS)),
                random.nextBoolean() ? null : BEGINNING.plusSeconds(EVENTS + random.nextInt(60)));
    }

    private static AuditFilter filter(
            Map<TermKind, List<String>> values, @Nullable Instant from, @Nullable Instant until) {
        return new AuditFilter(values, from, until, 17, 1L << 40);
    }

    /** By the events' own JSON and the people beside them. */
    private static List<Long> expected(AuditFilter filter, Direction direction) {
        String where = "l.leaf_index >= 17";
        for (Map.Entry<TermKind, List<String>> each : filter.values().entrySet()) {
            String values = "('" + String.join("','", each.getValue()) + "')";
            where +=
                    switch (each.getKey()) {
                        case KIND -> " and e.name in " + values;
                        case ROLE ->
                                " and convert_from(payload, 'UTF8')::json->>'role' in " + values;
                        case COLLECTION -> " and e.collection in " + values;
                        case ACTOR ->
                                " and convert_from(p.data, 'UTF8')::json->>'subject' in " + values;
                        case ADDRESS ->
                                " and convert_from(p.data, 'UTF8')::json->>'address' in " + values;
                        case KEY, DIGEST, TARGET, COMMITMENT -> throw new AssertionError();
                    };
        }
        where += filter.from() == null ? "" : " and e.occurred_at >= '" + filter.from() + "'";
        where += filter.until() == null ? "" : " and e.occurred_at < '" + filter.until() + "'";
        return room.sql.queryForList(
                "select l.leaf_index from log_leaf l join event e using (global_index)"
                        + " join event_private p on encode(p.actor, 'hex') ="
                        + " convert_from(e.metadata, 'UTF8')::json->>'actor' where "
                        + where
                        + " order by 1 "
                        + (direction == Direction.NEWEST_FIRST ? "desc" : "asc"),
                Long.class);
    }
}
