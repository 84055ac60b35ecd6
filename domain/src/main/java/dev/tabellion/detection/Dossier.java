package dev.tabellion.detection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a view: bounded by what the repository is now and the {@value #MOST_FORMER}
 * roles that were it last, never by its history.
 *
 * @param dialect null before the first document
 * @param life of the collection, 0 for a view from outside
 * @param live whether anything is served
 * @param shown what each role showed last
 * @param revoked keys that a role had once, the newest {@value #MOST_REVOKED} of each role
 * @param managed the server's keys of this life
 * @param tallies how often rules that speak once an hour would have spoken in it, by rule
 * @param compromised keys that somebody declared compromised, and the entry by which: for the
 *     record itself only
 * @param reserved how names begin that are spoken for: for the record itself only
 * @param deadlines what rules wait for, by rule and name
 */
public record Dossier(
        View view,
        @Nullable Dialect dialect,
        int life,
        boolean live,
        SortedMap<RoleName, Shown> shown,
        SortedMap<RoleName, SortedMap<KeyId, Revoked>> revoked,
        SortedMap<KeyId, Managed> managed,
        SortedMap<String, Tally> tallies,
        SortedMap<KeyId, Compromised> compromised,
        SortedMap<String, Reserved> reserved,
        SortedMap<String, Deadline> deadlines) {
    static final int MOST_REVOKED = 256;

    private static final Class<?> FROZEN =
            Collections.unmodifiableSortedMap(new TreeMap<>()).getClass();

    /** Roles that nobody delegates to any more. */
    static final int MOST_FORMER = 256;

    public Dossier {
        shown = frozen(shown);
        revoked = frozen(revoked);
        managed = frozen(managed);
        tallies = frozen(tallies);
        compromised = frozen(compromised);
        reserved = frozen(reserved);
        deadlines = frozen(deadlines);
    }

    static Dossier empty(View view) {
        return new Dossier(
                view,
                null,
                0,
                false,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** What is known of a view, which may be nothing. */
    static Dossier known(Archive archive, View view) {
        Dossier dossier = archive.dossier(view);
        return dossier == null ? empty(view) : dossier;
    }

    /** When the first of its deadlines is due; null if it waits for nothing. */
    public @Nullable Instant nextDue() {
        Instant first = null;
        for (Deadline deadline : deadlines.values()) {
            if (first == null || deadline.due().isBefore(first)) {
                first = deadline.due();
            }
        }
        return first;
    }

    Dossier withShown(SortedMap<RoleName, Shown> now, Dialect of) {
        return new Dossier(
                view,
                of,
                life,
                true,
                now,
                revoked,
                managed,
                tallies,
                compromised,
                reserved,
                deadlines);
    }

    Dossier withRevoked(SortedMap<RoleName, SortedMap<KeyId, Revoked>> now) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                shown,
                now,
                managed,
                tallies,
                compromised,
                reserved,
                deadlines);
    }

    Dossier without(
            SortedMap<RoleName, Shown> left,
            SortedMap<RoleName, SortedMap<KeyId, Revoked>> stillRevoked) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                left,
                stillRevoked,
                managed,
                tallies,
                compromised,
                reserved,
                deadlines);
    }

    Dossier withManaged(SortedMap<KeyId, Managed> now) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                shown,
                revoked,
                now,
                tallies,
                compromised,
                reserved,
                deadlines);
    }

    Dossier withTallies(SortedMap<String, Tally> now) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                shown,
                revoked,
                managed,
                now,
                compromised,
                reserved,
                deadlines);
    }

    Dossier withCompromised(SortedMap<KeyId, Compromised> now) {
        return new Dossier(
                view, dialect, life, live, shown, revoked, managed, tallies, now, reserved,
                deadlines);
    }

    Dossier withReserved(SortedMap<String, Reserved> now) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                shown,
                revoked,
                managed,
                tallies,
                compromised,
                now,
                deadlines);
    }

    Dossier withDeadlines(SortedMap<String, Deadline> now) {
        return new Dossier(
                view,
                dialect,
                life,
                live,
                shown,
                revoked,
                managed,
                tallies,
                compromised,
                reserved,
                now);
    }

    /** What another dossier froze stays what it is: most of it changes with no entry. */
    private static <K, V> SortedMap<K, V> frozen(SortedMap<K, V> map) {
        return map.getClass().equals(FROZEN)
                ? map
                : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
