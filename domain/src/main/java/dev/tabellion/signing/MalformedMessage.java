package dev.tabellion.signing;

/**
 * The bytes are not the message that was expected. The problem names the member and what is wrong
 * with it, in less than 200 characters without control characters; it never repeats a value.
 */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 199;

    MalformedMessage(String problem) {
        super(showable(problem));
    }

    /** The member and what is wrong with it, fit to be shown and kept. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    private static String showable(String problem) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < problem.length() && text.length() < LONGEST; i++) {
            char c = problem.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.toString();
    }
}
