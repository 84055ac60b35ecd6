package dev.tabellion.query.audit;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the audit trail.
 *
 * @param after the leaf to go on from, null to begin
 * @param limit of a page, or of all rows of an export
 * @param proofs whether each row brings its proof along
 */
record AuditQuestion(
        AuditFilter filter,
        Direction direction,
        @Nullable Long after,
        long limit,
        Format format,
        boolean proofs) {

    /** How the answer is written. */
    enum Format {
        JSON,
        JSONL,
        CSV
    }

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final long LAST_LEAF = 1L << 53;
    private static final Map<TermKind, String> NAMES = new EnumMap<>(TermKind.class);

    static {
        Stream.of(TermKind.values()).forEach(k -> NAMES.put(k, k.name().toLowerCase(Locale.ROOT)));
    }

    private static final Set<String> KNOWN =
            Stream.concat(
                            NAMES.values().stream(),
                            Stream.of(
                                    "from", "until", "first", "last", "order", "limit", "cursor",
                                    "format", "proof"))
                    .collect(Collectors.toUnmodifiableSet());

    static AuditQuestion of(Map<String, List<String>> parameters) {
        Question asked = new Question(parameters, KNOWN);
        AuditFilter filter = filter(asked);
        Direction direction =
                asked.word("order", List.of("newest", "oldest")).equals("newest")
                        ? Direction.NEWEST_FIRST
                        : Direction.OLDEST_FIRST;
        String cursor = asked.one("cursor");
        Format format =
                Format.valueOf(
                        asked.word("format", List.of("json", "jsonl", "csv"))
                                .toUpperCase(Locale.ROOT));
        boolean proofs = asked.word("proof", List.of("false", "true")).equals("true");
        if (proofs && format == Format.CSV) {
            throw Refused.badRequest("a line of csv holds no proof: ask for jsonl");
        }
        return new AuditQuestion(
                filter,
                direction,
                cursor == null ? null : (Long) Cursor.read(cursor).leafFor(direction, filter),
                format == Format.JSON
                        ? asked.number("limit", 1, LARGEST_PAGE, USUAL_PAGE)
                        : asked.number("limit", 1, Long.MAX_VALUE, Long.MAX_VALUE),
                format,
                proofs);
    }

    private static AuditFilter filter(Question asked) {
        Map<TermKind, List<String>> values = new EnumMap<>(TermKind.class);
        NAMES.forEach(
                (kind, name) -> {
                    List<String> said = asked.all(name);
                    if (said.size() > AuditFilter.MOST_VALUES) {
                        throw Refused.badRequest(
                                "%s takes %d values at most, not %d"
                                        .formatted(name, AuditFilter.MOST_VALUES, said.size()));
                    }
                    said.forEach(value -> refuseNonsense(kind, name, value));
                    if (!said.isEmpty()) {
                        values.put(kind, said);
                    }
                });
        Instant from = Question.instant("from", asked.one("from"));
        Instant until = Question.instant("until", asked.one("until"));
        long first = asked.number("first", 0, LAST_LEAF, 0);
        long last = asked.number("last", 0, LAST_LEAF, LAST_LEAF);
        if (first > last || (from != null && until != null && !from.isBefore(until))) {
            throw Refused.badRequest("the range ends before it begins");
        }
        return new AuditFilter(values, from, until, first, last);
    }

    private static void refuseNonsense(TermKind kind, String name, String value) {
        boolean possible =
                switch (kind) {
                    case COLLECTION -> Gun.isValid(value);
                    case ROLE -> RoleName.isValid(value);
                    case KIND -> value.matches("[a-z-]{1,64}");
                    case DIGEST, COMMITMENT -> value.matches("[0-9a-f]{64}");
                    case KEY, ACTOR, ADDRESS, TARGET -> true;
                };
        if (!possible) {
            throw Refused.badRequest(
                    "no " + name + " is called '" + dev.tabellion.api.Problem.echo(value) + "'");
        }
    }
}
