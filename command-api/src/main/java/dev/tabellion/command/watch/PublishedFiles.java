package dev.tabellion.command.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Documents;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a collection published, and by its delegators' documents who might sign for it. */
public final class PublishedFiles {
    /** Far more ceremonies than any collection has had. */
    private static final int MOST_DELEGATORS = 64;

    private static final int MOST_PAYLOADS = 10_000;

    private final PublishedLives lives;
    private final Documents documents;
    private final KnownDelegators delegators;
    private final Cache<Sha256, Sha256> payloads =
            Caffeine.newBuilder().maximumSize(MOST_PAYLOADS).build();

    /**
     * @param documents that take nobody's place in memory for what strangers ask about
     */
    public PublishedFiles(PublishedLives lives, Documents documents) {
        this.lives = lives;
        this.documents = documents;
        this.delegators = new KnownDelegators(documents);
    }

    LogStanding standingOf(Gun gun, RoleName role, Sha256 digest) {
        return lives.standingOf(gun, role, digest);
    }

    /** Whether the collection ever had a root. */
    boolean knows(Gun gun) {
        return lives.isKnown(gun);
    }

    /**
     * Whether a file that was never published says what the one of its version does that was: white
     * space and the order of members are anybody's to change, and no signature is over them.
     */
    boolean isSpelledAnew(Gun gun, RoleName role, Signed<?> file) {
        Sha256 published = lives.ofVersion(gun, role, file.metadata().version());
        return published != null
                && !published.equals(file.raw().sha256())
                && payloadOf(role, published).equals(file.payload().sha256());
    }

    /** Who might sign for the role, by its delegator's documents up to now, the newest first. */
    List<RoleKeys> keysOf(Gun gun, RoleName role) {
        RoleName parent = role.parent();
        RoleName delegator = parent == null ? RoleName.ROOT : parent;
        return lives.newest(gun, delegator, MOST_DELEGATORS).stream()
                .<@Nullable RoleKeys>map(digest -> delegators.keysOf(role, delegator, digest))
                .filter(Objects::nonNull)
                .<RoleKeys>map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    private Sha256 payloadOf(RoleName role, Sha256 digest) {
        return payloads.get(digest, each -> documents.read(role, each).payload().sha256());
    }
}
