package dev.tabellion.signer.vault;

/** Where a key is that there should be. */
public enum Presence {
    /** The register knows it, and its vault shows it. */
    THERE,
    /** The register does not know it as it was born: it can be used no more, wherever it is. */
    UNREGISTERED,
    /** Its vault shows no trace of it. */
    GONE_FROM_VAULT,
    /** Its vault cannot tell now, or is not configured here. */
    UNKNOWN
}
