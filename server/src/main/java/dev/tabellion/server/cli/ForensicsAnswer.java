package dev.tabellion.server.cli;

/** What forensics answers, printed as it is. */
final class ForensicsAnswer {
    /** A report of all that a busy key did. */
    private static final int LONGEST = 64 << 20;

    private ForensicsAnswer() {}

    /** Answers the exit code. */
    static int print(ApiOptions api, String path) {
        try (ApiLine line = api.line(LONGEST)) {
            return line.print(path);
        }
    }
}
