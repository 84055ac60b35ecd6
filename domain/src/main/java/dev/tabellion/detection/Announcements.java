package dev.tabellion.detection;

import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchEvent;
import dev.tabellion.collection.WatchName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The changes that are announced and not withdrawn, by the leaves that announced them, up to an
 * entry of the log. The same log gives the same, so a finding is expected, or is not, however often
 * it is made anew: what was announced after it explains nothing.
 */
public record Announcements(SortedMap<Long, ChangeAnnounced> standing) {
    /** Of those that end later the first are forgotten: doors refuse more long before. */
    static final int MOST = 1_000;

    public Announcements {
        standing = Collections.unmodifiableSortedMap(new TreeMap<>(standing));
    }

    public static Announcements none() {
        return new Announcements(new TreeMap<>());
    }

    /** With what this entry announces or withdraws, and without what was over before it. */
    public Announcements after(Entry entry) {
        SortedMap<Long, ChangeAnnounced> next = new TreeMap<>(standing);
        switch (entry.event()) {
            case ChangeAnnounced change -> next.put(entry.leaf(), change);
            case AnnouncementWithdrawn gone ->
                    next.values().removeIf(each -> each.id().equals(gone.announcement()));
            default -> {
                return this; // whoever waits for nothing else need not look at the clock
            }
        }
        // what is awaited is found a little after it was due
        Instant over = entry.at().minus(Detective.GRACE).minus(Detective.GRACE);
        next.values().removeIf(change -> change.until().isBefore(over));
        while (next.size() > MOST) {
            next.remove(next.firstKey());
        }
        return new Announcements(next);
    }

    /** Those alone that were announced after this leaf. */
    public Announcements since(long leaf) {
        return new Announcements(standing.tailMap(leaf + 1));
    }

    /**
     * As it is to be told: what one person's word would make critical is a note where somebody
     * announced it by its name, since that takes another's credentials.
     *
     * @param heard the event that made it known, null for what did not happen in time
     */
    public Finding confirmed(Finding finding, @Nullable LoggedEvent heard) {
        return first(finding, heard, Announceable::confirms) == null
                ? finding
                : finding.as(Severity.INFO);
    }

    /**
     * The leaf of the announcement that explains a finding, of several the first; null if it was to
     * be expected by nobody.
     *
     * @param heard the event that made it known, null for what did not happen in time
     */
    public @Nullable Long explaining(Finding finding, @Nullable LoggedEvent heard) {
        return first(finding, heard, Announceable::explains);
    }

    private @Nullable Long first(
            Finding finding,
            @Nullable LoggedEvent heard,
            BiPredicate<ChangeAnnounced, Finding> fits) {
        for (Map.Entry<Long, ChangeAnnounced> each : standing.entrySet()) {
            ChangeAnnounced change = each.getValue();
            if (isWithin(change, finding.at())
                    && covers(change, finding.subject(), heard)
                    && fits.test(change, finding)) {
                return each.getKey();
            }
        }
        return null;
    }

    private static boolean isWithin(ChangeAnnounced change, Instant at) {
        return !at.isBefore(change.from()) && at.isBefore(change.until());
    }

    private static boolean covers(
            ChangeAnnounced change, Subject subject, @Nullable LoggedEvent heard) {
        return switch (subject.kind()) {
            case COLLECTION ->
                    Gun.isValid(subject.name()) && change.scope().covers(new Gun(subject.name()));
            case WATCH ->
                    change.scope().covers(new WatchName(subject.name()))
                            || (heard instanceof WatchEvent seen
                                    && seen.collection() != null
                                    && change.scope().covers(seen.collection()));
            case LOG, SIGNER -> false; // no change of a collection's touches these
        };
    }
}
