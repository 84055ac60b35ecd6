package dev.tabellion.query.cases;

import dev.tabellion.api.Problem;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import dev.tabellion.projection.finding.FindingFilter;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are asked for.
 *
 * @param beyond the number to go on from
 * @param lines whether all of them are wanted, a line each
 */
record FindingQuestion(
        FindingFilter filter,
        boolean newestFirst,
        @Nullable Long beyond,
        int limit,
        boolean lines) {
    static final int LARGEST_PAGE = 1_000;

    private static final int USUAL_PAGE = 100;
    private static final int MOST_VALUES = 16;
    private static final Set<String> KNOWN =
            Set.of(
                    "severity",
                    "rule",
                    "kind",
                    "subject",
                    "from",
                    "until",
                    "expected",
                    "order",
                    "limit",
                    "cursor",
                    "format");

    static FindingQuestion of(Map<String, List<String>> parameters) {
        Question asked = new Question(parameters, KNOWN);
        String expected = asked.word("expected", List.of("any", "true", "false"));
        String kind = asked.word("kind", List.of("any", "collection", "watch", "log", "signer"));
        Instant from = Question.instant("from", asked.one("from"));
        Instant until = Question.instant("until", asked.one("until"));
        FindingFilter filter =
                new FindingFilter(
                        each(asked, "severity", Severity::of),
                        each(asked, "rule", RuleName::new),
                        kind.equals("any")
                                ? null
                                : Subject.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        asked.one("subject"),
                        from,
                        until,
                        expected.equals("any") ? null : (Boolean) expected.equals("true"));
        boolean newest = asked.word("order", List.of("newest", "oldest")).equals("newest");
        return new FindingQuestion(
                filter,
                newest,
                PageCursor.read(asked.one("cursor"), filter + " " + newest),
                (int) asked.number("limit", 1, LARGEST_PAGE, USUAL_PAGE),
                asked.word("format", List.of("json", "jsonl")).equals("jsonl"));
    }

    String cursorAfter(long number) {
        return PageCursor.of(number, filter + " " + newestFirst);
    }

    private static <T> List<T> each(Question asked, String name, Function<String, T> of) {
        List<String> values = asked.all(name);
        if (values.size() > MOST_VALUES) {
            throw Refused.badRequest(name + " takes " + MOST_VALUES + " values at most");
        }
        try {
            return values.stream().map(of).toList();
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest(
                    "no " + name + " is called '" + Problem.echo(String.join(",", values)) + "'");
        }
    }
}
