package dev.tabellion.projection.forensics;

/** Whether clients can still be shown a document that a key signed. */
public enum Reach {
    /** It is served. */
    CURRENT,
    /** Something newer is served; whoever is shown this one instead cannot tell by its date. */
    UNEXPIRED,
    EXPIRED,
    /** It was signed and never published, and has not expired: whoever has it may use it. */
    AT_LARGE
}
