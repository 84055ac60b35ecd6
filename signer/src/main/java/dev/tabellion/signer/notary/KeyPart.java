package dev.tabellion.signer.notary;

/** What a Notary's key is for. */
public enum KeyPart {
    /** The root that is served names it. */
    IN_USE,
    /** It never signed, and waits for a root that names it. */
    WAITING,
    /** It signed once, and the root no longer names it. */
    RETIRED,
    /** Its collection was deleted, or stays out: it stays behind. */
    LEFT_BEHIND
}
