package dev.tabellion.detection;

import java.util.regex.Pattern;

/** A rule's permanent name, such as {@code VERSION_ROLLBACK}. */
public record RuleName(String text) implements Comparable<RuleName> {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    public RuleName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a rule's name: " + text);
        }
    }

    @Override
    public int compareTo(RuleName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
