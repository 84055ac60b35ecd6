package dev.tabellion.query.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's parameters by name. Refuses what it does not know, for a misspelt filter filters
 * nothing.
 */
record Question(Map<String, List<String>> parameters) {
    private static final int LONGEST_VALUE = 1_024;

    Question(Map<String, List<String>> parameters, Set<String> known) {
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
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    @Nullable String one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw Refused.badRequest(name + " can be said once only");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** One of these words, the first if none is said. */
    String word(String name, List<String> words) {
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

    long number(String name, long least, long most, long otherwise) {
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

    private static String echo(String value) {
        return dev.tabellion.api.Problem.echo(value);
    }
}
