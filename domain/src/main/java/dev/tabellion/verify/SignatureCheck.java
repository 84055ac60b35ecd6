package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;

/** Checks one signature with one key. Safe for concurrent use; never throws for bad input. */
public interface SignatureCheck {
    boolean verifies(PublicKey key, Signature signature, Bytes payload);
}
