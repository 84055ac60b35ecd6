package dev.tabellion.inspection;

import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;

/** A key of the server's: for which role it was born, in which life, and whether it serves. */
record KeyLife(RoleName role, int life, PublicKey key, boolean retired) {
    KeyLife retiredNow() {
        return new KeyLife(role, life, key, true);
    }
}
