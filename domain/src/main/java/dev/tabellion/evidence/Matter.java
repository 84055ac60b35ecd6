package dev.tabellion.evidence;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What evidence is about.
 *
 * @param names by which it is asked for, such as {@code finding} and its id
 */
public record Matter(Kind kind, SortedMap<String, String> names) {
    /** What there is evidence of. */
    public enum Kind {
        FINDING,
        INCIDENT,
        COMPROMISE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @throws IllegalStateException if no kind is called so
         */
        static Kind of(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalStateException("no evidence is of the kind " + text);
        }
    }

    public Matter {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /** Whether what a report says it is about is this. */
    boolean isAbout(String about) {
        return about.equals(names.get(kind == Kind.COMPROMISE ? "key" : kind.text()));
    }

    @Override
    public String toString() {
        return kind.text() + " " + names;
    }
}
