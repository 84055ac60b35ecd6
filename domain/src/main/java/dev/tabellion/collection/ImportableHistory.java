package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import java.util.List;

/**
 * Another server's history of a collection after it was judged: what is to be recorded, and what
 * was found wrong with it. Never recorded twice, nor over a collection that is here already.
 *
 * @param digest names the history, see {@link CollectionPast#digest}
 */
public record ImportableHistory(
        Sha256 digest, List<CollectionEvent> events, List<HistoryFault> faults) {
    public ImportableHistory {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** Whether imported entries of the changefeed keep their numbers. */
    public enum FeedIds {
        KEPT,
        NEW
    }

    /** Replays the history by the rules that publications are judged by. Pure but for the files. */
    public static ImportableHistory judge(
            CollectionPast past,
            PastFiles files,
            KeyPlaces keyPlaces,
            SignatureCheck check,
            FeedIds ids) {
        HistoryReplay.Result replay = HistoryReplay.of(past, files, keyPlaces, check);
        return new ImportEvents(past, files, replay).history(ids);
    }

    /** Whether it must not be recorded. */
    public boolean isBlocked() {
        return faults.stream().anyMatch(fault -> fault.weight() == HistoryFault.Weight.BLOCKS);
    }

    Decision decide(TrustedCollection collection) {
        if (isBlocked()) {
            throw new IllegalArgumentException(
                    "the history of " + collection.gun() + " is blocked by faults: " + faults);
        }
        Sha256 before = collection.importedHistory();
        if (before != null) {
            return before.equals(digest)
                    ? Trail.EMPTY.accepted()
                    : refused(new Rejection.ChangedSinceImport(before, digest));
        }
        return collection.isOpen() || collection.life() > 1
                ? refused(new Rejection.CollectionExists(collection.life()))
                : new Decision.Accepted(events, List.of(), null);
    }

    private static Decision refused(Rejection why) {
        return new Decision.Refused(why, List.of());
    }
}
