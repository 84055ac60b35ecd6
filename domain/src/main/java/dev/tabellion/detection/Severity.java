package dev.tabellion.detection;

/** How soon somebody must look. Ordered: the gravest first. */
public enum Severity {
    /** Assume compromise, page. */
    CRITICAL("crit"),
    /** Investigate now. */
    HIGH("high"),
    /** Today. */
    MEDIUM("med"),
    /** For the record. */
    INFO("info");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** Its permanent name, as findings are stored and told. */
    public String text() {
        return text;
    }

    /**
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Severity of(String text) {
        for (Severity severity : values()) {
            if (severity.text.equals(text)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("crit, high, med or info, not: " + text);
    }

    /** Of what a key has a part in that may be in other hands: what was a note is none. */
    Severity sharpened() {
        return isAtLeast(HIGH) ? CRITICAL : HIGH;
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }
}
