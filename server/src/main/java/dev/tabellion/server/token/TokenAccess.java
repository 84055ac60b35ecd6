package dev.tabellion.server.token;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to get at a token.
 *
 * @param library the vendor's PKCS#11 library: without it all the rest means nothing
 * @param label what the token calls itself
 * @param slot the number of its slot, in place of the label
 * @param pin the PIN itself: for the environment, not for files
 * @param pinFile a file that holds it
 * @param sessions how many calls the token gets at once
 * @param patience how long a call may take before its caller is told that there is no answer
 */
public record TokenAccess(
        @Nullable Path library,
        @Nullable String label,
        @Nullable Long slot,
        @Nullable String pin,
        @Nullable Path pinFile,
        @DefaultValue("16") int sessions,
        @DefaultValue("5s") Duration patience) {
    @Override
    public String toString() {
        return "TokenAccess[" + library + ", " + label + ", " + slot + "]";
    }
}
