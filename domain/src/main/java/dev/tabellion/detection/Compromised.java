package dev.tabellion.detection;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key was, or may have been, in other hands.
 *
 * @param leaf the entry that declares it
 * @param from since when; null if nobody knows
 * @param until when it was withdrawn from all; null while it is not
 */
public record Compromised(long leaf, @Nullable Instant from, @Nullable Instant until) {

    /** By this entry and those before it: whoever knows more says so once more. */
    public static Compromised by(
            KeyDeclaredCompromised declared, long leaf, @Nullable Compromised before) {
        Instant from = declared.from();
        if (before != null && from != null) {
            Instant known = before.from();
            from = known != null && known.isBefore(from) ? known : before.isEver() ? null : from;
        }
        return new Compromised(leaf, from, declared.until());
    }

    /** Whether nobody knows since when: all that it ever signed is in doubt. */
    public boolean isEver() {
        return from == null;
    }

    /** Whether what was signed then may not be its owner's. After its end least of all. */
    public boolean covers(Instant signed) {
        return from == null || !signed.isBefore(from);
    }
}
