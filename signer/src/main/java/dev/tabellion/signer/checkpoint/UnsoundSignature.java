package dev.tabellion.signer.checkpoint;

/** What a log's key made verifies by no key of that log. It is given to nobody. */
public final class UnsoundSignature extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsoundSignature(String key) {
        super("The log's key " + key + " made a signature that its public half does not verify.");
    }
}
