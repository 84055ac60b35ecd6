package dev.tabellion.guilty.command;

import java.security.PrivateKey;

/** A private key outside the signer. */
interface HoldsAKey {
    void hold(PrivateKey key);
}
