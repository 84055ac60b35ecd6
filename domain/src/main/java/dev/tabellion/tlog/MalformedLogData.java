package dev.tabellion.tlog;

/**
 * Bytes are not the note, checkpoint, key, bundle, request or policy that they were taken for. The
 * problem names the line or place and the rule; it never repeats what was sent.
 */
public final class MalformedLogData extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    public MalformedLogData(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** The place and the rule it broke, fit to be shown to whoever sent it. */
    public String problem() {
        return problem;
    }
}
