package dev.tabellion.command.watch;

import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.tuf.KeyId;
import java.util.List;

/** What came of a client's report. */
sealed interface ReportOutcome {
    /**
     * @param signedBy the keys of the collection's that really signed the file
     */
    record Recorded(List<KeyId> signedBy, LogStanding log) implements ReportOutcome {
        public Recorded {
            signedBy = List.copyOf(signedBy);
        }
    }

    /** Somebody handed in the same before. */
    record Known() implements ReportOutcome {}

    record NoMetadata(String problem) implements ReportOutcome {}

    record UnknownCollection() implements ReportOutcome {}

    /** From this source, or about this collection. */
    record TooMany() implements ReportOutcome {}

    /** Others are being looked at, and this one's turn did not come. */
    record Busy() implements ReportOutcome {}
}
