package dev.tabellion.detection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a view: bounded by what the repository is now and the {@value #MOST_FORMER}
 * roles that were it last, never by its history.
 *
 * @param tallies how often rules that speak once an hour would have spoken in it, by rule
 * @param deadlines what rules wait for, by rule and name
 */
public record Dossier(
        View view,
        Repository repository,
        Declared declared,
        SortedMap<String, Tally> tallies,
        SortedMap<String, Deadline> deadlines) {
    static final int MOST_REVOKED = 256;

    /** Roles that nobody delegates to any more. */
    static final int MOST_FORMER = 256;

    public Dossier {
        tallies = Frozen.of(tallies);
        deadlines = Frozen.of(deadlines);
    }

    static Dossier empty(View view) {
        return new Dossier(
                view, Repository.unknown(), Declared.NOTHING, new TreeMap<>(), new TreeMap<>());
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

    public @Nullable Dialect dialect() {
        return repository.dialect();
    }

    public int life() {
        return repository.life();
    }

    public boolean live() {
        return repository.live();
    }

    public SortedMap<RoleName, Shown> shown() {
        return repository.shown();
    }

    public SortedMap<RoleName, SortedMap<KeyId, Revoked>> revoked() {
        return repository.revoked();
    }

    public SortedMap<KeyId, Managed> managed() {
        return repository.managed();
    }

    SortedMap<KeyId, Compromised> compromised() {
        return declared.compromised();
    }

    SortedMap<String, Reserved> reserved() {
        return declared.reserved();
    }

    Dossier with(Repository now) {
        return new Dossier(view, now, declared, tallies, deadlines);
    }

    Dossier with(Declared now) {
        return new Dossier(view, repository, now, tallies, deadlines);
    }

    Dossier begun(Dialect of, int life) {
        return with(repository.begun(of, life));
    }

    Dossier ended() {
        return with(repository.ended());
    }

    Dossier withShown(SortedMap<RoleName, Shown> now, Dialect of) {
        return with(repository.withShown(now, of));
    }

    Dossier withManaged(SortedMap<KeyId, Managed> now) {
        return with(repository.withManaged(now));
    }

    Dossier withTallies(SortedMap<String, Tally> now) {
        return new Dossier(view, repository, declared, now, deadlines);
    }

    Dossier withDeadlines(SortedMap<String, Deadline> now) {
        return new Dossier(view, repository, declared, tallies, now);
    }
}
