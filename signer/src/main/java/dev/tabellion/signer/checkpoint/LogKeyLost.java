package dev.tabellion.signer.checkpoint;

/**
 * The key that a log's folder knows of is not there. Another one is never made in its place: the
 * log would go on under a name that nobody believes any more.
 */
public final class LogKeyLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogKeyLost(String key, String how) {
        super("The log's key " + key + " " + how + ": bring that log's key back.");
    }
}
