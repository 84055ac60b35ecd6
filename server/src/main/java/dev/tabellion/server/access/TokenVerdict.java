package dev.tabellion.server.access;

import java.time.Instant;

/** What came of looking at a token. */
sealed interface TokenVerdict {

    /**
     * The token is genuine.
     *
     * @param until the last moment at which it may be believed without looking again
     */
    record Genuine(String subject, Grants grants, Instant until) implements TokenVerdict {}

    /**
     * The token is worth nothing.
     *
     * @param why for the log; the bearer is never told
     */
    record Worthless(String why) implements TokenVerdict {}
}
