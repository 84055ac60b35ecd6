package dev.tabellion.detection;

/** Whether somebody with a capability can carry out an attack. */
public enum Mark {
    POSSIBLE("●"),
    /** With the limit that is noted. */
    LIMITED("◐"),
    /** Only against clients that trust the first root they see. */
    FIRST_USE("T"),
    IMPOSSIBLE("○"),
    /** The question makes no sense. */
    MOOT("–");

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** Whether there is something to notice. */
    public boolean isThreat() {
        return this == POSSIBLE || this == LIMITED || this == FIRST_USE;
    }

    static Mark of(char sign) {
        for (Mark mark : values()) {
            if (mark.sign.charAt(0) == sign) {
                return mark;
            }
        }
        throw new IllegalArgumentException("no mark looks like " + sign);
    }
}
