package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document that the key signed, before it is known whether clients can be shown it. */
record FoundSignature(
        Gun gun,
        RoleName role,
        Version version,
        Sha256 file,
        @Nullable Sha256 previous,
        @Nullable Long leaf,
        @Nullable Long entry,
        @Nullable Long sighted,
        Instant at,
        Instant expires) {

    /** Where something is served. */
    record Served(Gun gun, RoleName role) {}

    SignedDocument reaching(Map<Served, Sha256> served, Instant now) {
        return new SignedDocument(
                gun,
                role,
                version,
                file,
                previous,
                leaf,
                entry,
                sighted,
                at,
                expires,
                reach(served, now));
    }

    private Reach reach(Map<Served, Sha256> served, Instant now) {
        if (leaf != null && file.equals(served.get(new Served(gun, role)))) {
            return Reach.CURRENT;
        }
        if (!expires.isAfter(now)) {
            return Reach.EXPIRED;
        }
        return leaf == null ? Reach.AT_LARGE : Reach.UNEXPIRED;
    }
}
