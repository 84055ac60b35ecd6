package dev.tabellion.signer.vault;

import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.Map;

/** What the signer's journal knows of the use of keys. Keys that never signed are absent. */
@FunctionalInterface
public interface KeyUses {
    Map<KeyId, Use> all();

    /** From the first signature to the last, by the signer's clock. */
    record Use(Instant first, Instant last, long signatures) {}
}
