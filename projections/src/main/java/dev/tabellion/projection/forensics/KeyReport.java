package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.tuf.KeyId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a key. Lists are cut at {@link #MOST}, and say so by being as long.
 *
 * @param birth null for a key that the signer never had
 */
public record KeyReport(
        KeyId key,
        @Nullable KeyBirth birth,
        List<KeyEvent> life,
        List<KeyLoss> losses,
        KeyWork work,
        List<Trust> trusts,
        List<Bearer> bearers) {
    public static final int MOST = 1_000;

    public KeyReport {
        life = List.copyOf(life);
        losses = List.copyOf(losses);
        trusts = List.copyOf(trusts);
        bearers = List.copyOf(bearers);
    }
}
