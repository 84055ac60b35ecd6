package dev.tabellion.detection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a repository is as a view shows it, and what it was of late. Begins anew with each life.
 *
 * @param dialect null before the first document
 * @param life of the collection, 0 for a view from outside
 * @param live whether anything is served
 * @param shown what each role showed last
 * @param revoked keys that a role had once, the newest {@value Dossier#MOST_REVOKED} of each role
 * @param managed the server's keys of this life
 */
public record Repository(
        @Nullable Dialect dialect,
        int life,
        boolean live,
        SortedMap<RoleName, Shown> shown,
        SortedMap<RoleName, SortedMap<KeyId, Revoked>> revoked,
        SortedMap<KeyId, Managed> managed) {
    public Repository {
        shown = Frozen.of(shown);
        revoked = Frozen.of(revoked);
        managed = Frozen.of(managed);
    }

    static Repository unknown() {
        return new Repository(null, 0, false, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Repository begun(Dialect with, int newLife) {
        SortedMap<KeyId, Managed> keys = new TreeMap<>(managed);
        keys.values().removeIf(key -> key.life() != newLife);
        return new Repository(with, newLife, true, new TreeMap<>(), new TreeMap<>(), keys);
    }

    Repository ended() {
        return new Repository(
                dialect, life, false, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Repository withShown(SortedMap<RoleName, Shown> now, Dialect of) {
        return new Repository(of, life, true, now, revoked, managed);
    }

    Repository withRevoked(SortedMap<RoleName, SortedMap<KeyId, Revoked>> now) {
        return new Repository(dialect, life, live, shown, now, managed);
    }

    Repository without(
            SortedMap<RoleName, Shown> left,
            SortedMap<RoleName, SortedMap<KeyId, Revoked>> stillRevoked) {
        return new Repository(dialect, life, live, left, stillRevoked, managed);
    }

    Repository withManaged(SortedMap<KeyId, Managed> now) {
        return new Repository(dialect, life, live, shown, revoked, now);
    }
}
