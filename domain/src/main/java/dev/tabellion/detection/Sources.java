package dev.tabellion.detection;

import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From what everything is looked up while one entry is heard.
 *
 * @param latest of the last entries before it, the one with the latest time
 * @param now when it is heard
 */
record Sources(
        Archive archive,
        Reading reading,
        SignatureCheck check,
        @Nullable Moment latest,
        Instant now) {}
