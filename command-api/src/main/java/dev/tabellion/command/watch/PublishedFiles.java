package dev.tabellion.command.watch;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Documents;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a collection published, and by its delegators' documents who might sign for it. */
public final class PublishedFiles {
    /** Far more ceremonies than any collection has had. */
    private static final int MOST_DELEGATORS = 64;

    private final PublishedLives lives;
    private final Documents documents;

    public PublishedFiles(PublishedLives lives, Documents documents) {
        this.lives = lives;
        this.documents = documents;
    }

    LogStanding standingOf(Gun gun, RoleName role, Sha256 digest) {
        return lives.standingOf(gun, role, digest);
    }

    /** Whether the collection ever had a root. */
    boolean knows(Gun gun) {
        return lives.isKnown(gun);
    }

    /** Who might sign for the role, by its delegator's documents up to now, the newest first. */
    List<RoleKeys> keysOf(Gun gun, RoleName role) {
        RoleName parent = role.parent();
        RoleName delegator = parent == null ? RoleName.ROOT : parent;
        return lives.newest(gun, delegator, MOST_DELEGATORS).stream()
                .map(digest -> documents.read(delegator, digest).metadata())
                .<@Nullable RoleKeys>map(
                        metadata -> metadata instanceof Delegator by ? by.keysOf(role) : null)
                .filter(Objects::nonNull)
                .<RoleKeys>map(Objects::requireNonNull)
                .distinct()
                .toList();
    }
}
