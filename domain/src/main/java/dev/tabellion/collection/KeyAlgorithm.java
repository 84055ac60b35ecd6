package dev.tabellion.collection;

/** What kind of key the server makes for a role. Notary's configuration knows these. */
public enum KeyAlgorithm {
    ECDSA,
    ED25519,
    RSA
}
