package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.StateDifference;
import dev.tabellion.projection.audit.HistoricDocument;
import dev.tabellion.projection.audit.HistoricState;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * What changed between two states. All their documents are in memory meanwhile, so neither they nor
 * comparisons at once are many.
 */
final class Comparison {
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_AT_ONCE = 2;

    private final HistoricFiles files;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    Comparison(HistoricFiles files) {
        this.files = files;
    }

    List<Change> of(HistoricState from, HistoricState to) {
        requireShort(from, to);
        if (!room.tryAcquire()) {
            throw new Refused(Problem.unavailable("others are compared; ask again in a second"));
        }
        try {
            return StateDifference.between(metadata(from), metadata(to));
        } finally {
            room.release();
        }
    }

    private static void requireShort(HistoricState from, HistoricState to) {
        long length =
                Stream.of(from, to)
                        .flatMap(state -> state.documents().stream())
                        .mapToLong(HistoricDocument::length)
                        .sum();
        if (length > MOST_BYTES) {
            throw new Refused(
                    new Problem(
                            422,
                            "This is too long to be compared here",
                            "the documents of both times are "
                                    + length
                                    + " bytes long, and at most "
                                    + MOST_BYTES
                                    + " are compared; each of them can be had"));
        }
    }

    private SortedMap<RoleName, Metadata> metadata(HistoricState state) {
        SortedMap<RoleName, Metadata> metadata = new TreeMap<>();
        for (HistoricDocument document : state.documents()) {
            try {
                metadata.put(
                        document.role(),
                        Dialect.NOTARY_V1.read(document.role(), files.of(document)).metadata());
            } catch (MalformedMetadata e) {
                throw new IllegalStateException(
                        "the stored document " + document.digest() + " does not read", e);
            }
        }
        return metadata;
    }
}
