package dev.tabellion.query.http;

import dev.tabellion.api.Problem;
import dev.tabellion.tuf.UtcTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's parameters by name. Refuses what it does not know, for a misspelt filter filters
 * nothing.
 */
public record Question(Map<String, List<String>> parameters) {
    private static final int LONGEST_VALUE = 1_024;

    public Question(Map<String, List<String>> parameters, Set<String> known) {
        this(Map.copyOf(parameters));
        parameters.forEach(
                (name, values) -> {
                    if (!known.contains(name)) {
                        throw Refused.badRequest("there is no parameter '" + echo(name) + "'");
                    }
                    values.forEach(value -> bound(name, value));
                });
    }

    private static void bound(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw Refused.badRequest(
                    name + " has 1 to " + LONGEST_VALUE + " characters, not " + value.length());
        }
        if (value.indexOf('\0') >= 0) {
            throw Refused.badRequest(name + " has a NUL, which nothing here is called");
        }
    }

    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    public @Nullable String one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw Refused.badRequest(name + " can be said once only");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** One of these words, the first if none is said. */
    public String word(String name, List<String> words) {
        String said = one(name);
        if (said == null) {
            return words.getFirst();
        }
        if (!words.contains(said)) {
            throw Refused.badRequest(
                    name + " is one of " + String.join(", ", words) + ", not '" + echo(said) + "'");
        }
        return said;
    }

    public long number(String name, long least, long most, long otherwise) {
        String said = one(name);
        if (said == null) {
            return otherwise;
        }
        if (!said.matches("[0-9]{1,18}")
                || Long.parseLong(said) < least
                || Long.parseLong(said) > most) {
            throw Refused.badRequest(
                    "%s is a number from %d to %d, not '%s'"
                            .formatted(name, least, most, echo(said)));
        }
        return Long.parseLong(said);
    }

    /** A time with its zone. */
    public static @Nullable Instant instant(String name, @Nullable String said) {
        if (said == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(said).toInstant();
            if (instant.isBefore(Instant.EPOCH) || !UtcTime.isOrdinary(instant)) {
                throw Refused.badRequest(
                        name + " is not a time that this record could hold: of 1970 to 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw Refused.badRequest(
                    name + " is a time such as 2026-11-22T14:05:00Z (RFC 3339), with its zone");
        }
    }

    private static String echo(String value) {
        return Problem.echo(value);
    }
}
