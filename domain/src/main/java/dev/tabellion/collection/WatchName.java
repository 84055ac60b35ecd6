package dev.tabellion.collection;

import java.util.regex.Pattern;

/** What a watch is called: 1 to 64 of {@code a-z 0-9 . _ -}, the first a letter or digit. */
public record WatchName(String value) implements Comparable<WatchName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Where reports of clients are kept, whatever collection they are about. */
    public static final WatchName REPORTS = new WatchName("reports");

    /** Where fetches are counted. */
    public static final WatchName FETCHES = new WatchName("fetches");

    public WatchName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a watch has a name of 1 to 64 of a-z 0-9 . _ -, not " + value);
        }
    }

    /** Whether the server itself tells under it, and no eye may. */
    public boolean isReserved() {
        return equals(REPORTS) || equals(FETCHES);
    }

    @Override
    public int compareTo(WatchName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
