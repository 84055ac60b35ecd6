package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which leaves are wanted: for each kind one of its values, and all kinds together.
 *
 * @param from the first instant, null for the beginning
 * @param until the first instant that is too late, null for no end
 * @param first the first leaf
 * @param last the last leaf
 */
public record AuditFilter(
        Map<TermKind, List<String>> values,
        @Nullable Instant from,
        @Nullable Instant until,
        long first,
        long last) {
    /** Of one kind. */
    public static final int MOST_VALUES = 8;

    public AuditFilter {
        EnumMap<TermKind, List<String>> copy = new EnumMap<>(TermKind.class);
        values.forEach((kind, each) -> copy.put(kind, List.copyOf(new TreeSet<>(each))));
        values = Map.copyOf(copy);
        if (values.values().stream().anyMatch(v -> v.isEmpty() || v.size() > MOST_VALUES)) {
            throw new IllegalArgumentException("a kind is filtered by 1 to 8 values");
        }
    }

    /** Whether people are asked about. */
    public boolean tellsOfPersons() {
        return values.keySet().stream().anyMatch(TermKind::tellsOfAPerson);
    }

    /** The same for two filters that want the same leaves, and else never by chance. */
    public Bytes fingerprint() {
        PlainJson json =
                new PlainJson()
                        .text("from", from == null ? null : from.toString())
                        .text("until", until == null ? null : until.toString())
                        .text("first", Long.toString(first))
                        .text("last", Long.toString(last));
        values.forEach((kind, each) -> json.texts(kind.name(), each));
        return json.bytes().sha256().bytes().slice(0, 12);
    }

    /** The same, of the leaves before this one alone. */
    public AuditFilter until(long size) {
        return new AuditFilter(values, from, until, first, Math.min(last, size - 1));
    }

    boolean isTimed() {
        return from != null || until != null;
    }

    /** In microseconds since 1970. */
    long earliest() {
        return from == null ? Long.MIN_VALUE : AuditTables.micros(from);
    }

    /** The first microsecond that is too late. */
    long end() {
        return until == null ? Long.MAX_VALUE : AuditTables.micros(until);
    }
}
