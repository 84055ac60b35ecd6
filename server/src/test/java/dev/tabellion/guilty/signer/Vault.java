package dev.tabellion.guilty.signer;

import java.security.PrivateKey;

/** An innocent type of the signer, which may name a private key. */
public interface Vault {
    void keep(PrivateKey key);
}
