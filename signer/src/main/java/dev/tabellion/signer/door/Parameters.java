package dev.tabellion.signer.door;

import dev.tabellion.signer.door.NotTaken.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers in a query. Lets none pass that is unknown, there twice or no number. */
final class Parameters {
    private static final Pattern ONE = Pattern.compile("([a-z]{1,16})=(0|[1-9][0-9]{0,15})");

    private final Map<String, Long> numbers;

    private Parameters(Map<String, Long> numbers) {
        this.numbers = numbers;
    }

    static Parameters of(@Nullable String query, Set<String> known) throws NotTaken {
        Map<String, Long> numbers = new HashMap<>();
        if (query != null) {
            for (String each : query.split("&", known.size() + 1)) {
                Matcher one = ONE.matcher(each);
                if (!one.matches()
                        || !known.contains(one.group(1))
                        || numbers.put(one.group(1), Long.valueOf(one.group(2))) != null) {
                    throw new NotTaken(Rule.MALFORMED_REQUEST, Map.of("query", query));
                }
            }
        }
        return new Parameters(numbers);
    }

    long number(String name, long otherwise, long most) {
        return Math.min(numbers.getOrDefault(name, otherwise), most);
    }
}
