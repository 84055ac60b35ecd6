package dev.tabellion.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said on the command line, as properties that win over file and environment. */
final class SpringArguments {

    private final List<String> arguments = new ArrayList<>();

    /** Leaves out what was not said. */
    SpringArguments with(String property, @Nullable Object value) {
        if (value != null) {
            arguments.add("--" + property + "=" + value);
        }
        return this;
    }

    /** One after the other: a name may have a comma in it. */
    SpringArguments withAll(String property, List<String> values) {
        for (var i = 0; i < values.size(); i++) {
            with(property + "[" + i + "]", values.get(i));
        }
        return this;
    }

    String[] toArray() {
        return arguments.toArray(String[]::new);
    }
}
