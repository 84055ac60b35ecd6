package dev.tabellion.server.audit.pace;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditPage;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Asks for pages of a hundred rows, people and all, and prints how long they take. */
record Pages(AuditIndex index, AuditEntries entries, long events) {
    private static final int ROWS = 100;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    void measure(int times) {
        System.out.printf(
                "%-58s %6s %8s %8s %8s%n", "filter", "rows", "p50 ms", "p99 ms", "max ms");
        questions().forEach((name, filter) -> measure(name, filter, times));
    }

    private Map<String, AuditFilter> questions() {
        Map<String, AuditFilter> questions = new LinkedHashMap<>();
        questions.put("none", where(Map.of()));
        questions.put("collection", where(Map.of(TermKind.COLLECTION, List.of(collection(77)))));
        questions.put("kind", where(Map.of(TermKind.KIND, List.of("signature-produced"))));
        questions.put(
                "role and kind, never together",
                where(
                        Map.of(
                                TermKind.ROLE, List.of("timestamp"),
                                TermKind.KIND, List.of("signing-requested"))));
        questions.put(
                "six of eight parts, never together with the seventh",
                where(
                        Map.of(
                                TermKind.ROLE, List.of("timestamp"),
                                TermKind.KIND, List.of("signing-requested", "no-such"),
                                TermKind.ACTOR, persons(8),
                                TermKind.ADDRESS, addresses(8))));
        questions.put(
                "eight actors and eight addresses",
                where(
                        Map.of(
                                TermKind.ACTOR, persons(8),
                                TermKind.ADDRESS, addresses(8))));
        questions.put("actor", where(Map.of(TermKind.ACTOR, List.of("person7"))));
        questions.put(
                "actor, address and role",
                where(
                        Map.of(
                                TermKind.ACTOR, List.of("person7"),
                                TermKind.ADDRESS, List.of("192.0.2.57"),
                                TermKind.ROLE, List.of("root"))));
        questions.put(
                "actor and address, never together",
                where(
                        Map.of(
                                TermKind.ACTOR, List.of("person7"),
                                TermKind.ADDRESS, List.of("192.0.2.58"))));
        questions.put("key", where(Map.of(TermKind.KEY, List.of(digest("key77")))));
        questions.put("digest", where(Map.of(TermKind.DIGEST, List.of(digest("digest4242")))));
        questions.put("what nobody has", where(Map.of(TermKind.TARGET, List.of("no-such"))));
        questions.put("a month", within(Map.of(), at(0.4), at(0.45)));
        questions.put(
                "a month, kind and collection",
                within(
                        Map.of(
                                TermKind.KIND, List.of("metadata-published"),
                                TermKind.COLLECTION, List.of(collection(78))),
                        at(0.4),
                        at(0.45)));
        questions.put(
                "all the time, role and kind, never together",
                within(
                        Map.of(
                                TermKind.ROLE, List.of("timestamp"),
                                TermKind.KIND, List.of("signing-requested")),
                        at(0.001),
                        at(0.999)));
        return questions;
    }

    private void measure(String name, AuditFilter filter, int times) {
        for (Direction direction : Direction.values()) {
            var random = new Random(7);
            long[] took = new long[times];
            int rows = 0;
            for (int i = -times / 10; i < times; i++) {
                Long after = i % 3 == 0 ? null : (Long) random.nextLong(events);
                long begun = System.nanoTime();
                int found = page(filter, direction, after);
                if (i >= 0) {
                    took[i] = System.nanoTime() - begun;
                    rows = Math.max(rows, found);
                }
            }
            Arrays.sort(took);
            System.out.printf(
                    "%-58s %6d %8.2f %8.2f %8.2f%n",
                    name + (direction == Direction.NEWEST_FIRST ? ", newest" : ", oldest"),
                    rows,
                    took[times / 2] / 1e6,
                    took[times * 99 / 100] / 1e6,
                    took[times - 1] / 1e6);
        }
    }

    private int page(AuditFilter filter, Direction direction, @Nullable Long after) {
        AuditPage page = index.find(filter, direction, after, ROWS);
        return entries.read(page.leaves(), true).size();
    }

    private static AuditFilter where(Map<TermKind, List<String>> values) {
        return new AuditFilter(values, null, null, 0, Long.MAX_VALUE);
    }

    private static AuditFilter within(
            Map<TermKind, List<String>> values, Duration from, Duration until) {
        return new AuditFilter(
                values, BEGINNING.plus(from), BEGINNING.plus(until), 0, Long.MAX_VALUE);
    }

    private Duration at(double part) {
        return Duration.ofSeconds((long) (events * part));
    }

    private static String collection(int n) {
        return "registry.example.com/team" + n % 40 + "/app" + n;
    }

    private static List<String> persons(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(n -> "person" + n).toList();
    }

    private static List<String> addresses(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(n -> "192.0.2." + n).toList();
    }

    private static String digest(String of) {
        return Bytes.utf8(of).sha256().hex();
    }
}
