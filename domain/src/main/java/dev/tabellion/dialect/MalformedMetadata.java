package dev.tabellion.dialect;

/**
 * The bytes are not one well-formed metadata file. The problem names the member and the rule, in
 * less than 200 characters without control characters: it is shown to publishers.
 */
public final class MalformedMetadata extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 199;

    private final String problem;
    private final boolean unreadable;

    private MalformedMetadata(String message, boolean unreadable) {
        super(message);
        this.problem = showable(message);
        this.unreadable = unreadable;
    }

    public MalformedMetadata(String message) {
        this(message, false);
    }

    /** For bytes that are not JSON, or not with the types that every metadata file has. */
    static MalformedMetadata unreadable(String message) {
        return new MalformedMetadata(message, true);
    }

    /**
     * Whether not even the outline could be read: an object whose version is a whole number and
     * whose expiry is a date. Otherwise it could, and broke a rule.
     */
    public boolean unreadable() {
        return unreadable;
    }

    /** The member and the rule it broke, fit to be shown. */
    public String problem() {
        return problem;
    }

    private static String showable(String message) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < message.length() && text.length() < LONGEST; i++) {
            char c = message.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.toString();
    }
}
