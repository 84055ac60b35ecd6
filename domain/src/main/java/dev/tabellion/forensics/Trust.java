package dev.tabellion.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key's signatures count for a role.
 *
 * @param threshold how many must sign
 * @param sinceLeaf of the document that says so
 * @param until null while it is in force, and where nobody knows since when it is not
 * @param isInForce whether its signatures count now
 */
public record Trust(
        Gun gun,
        RoleName delegator,
        RoleName role,
        int threshold,
        long sinceLeaf,
        Instant since,
        @Nullable Instant until,
        boolean isInForce) {}
