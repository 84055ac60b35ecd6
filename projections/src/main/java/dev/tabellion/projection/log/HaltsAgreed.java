package dev.tabellion.projection.log;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that what halts one node halts every node that has the log's key, and that a decision
 * made at one of them holds at all. A halt is believed from anybody, its end only with the
 * signature of the log's key: a mark stays where the database forgets, or lies. One thread's.
 */
final class HaltsAgreed {
    private static final Logger log = LoggerFactory.getLogger(HaltsAgreed.class);

    private final HaltTable table;
    private final CheckpointSigner signer;

    /** By decisions that are in the table, and were checked. */
    private final Set<Sha256> ended = new HashSet<>();

    HaltsAgreed(HaltTable table, CheckpointSigner signer) {
        this.table = table;
        this.signer = signer;
    }

    /** Tells what is known here, and takes over what is known elsewhere. */
    void agree() {
        Halt own = signer.halted();
        if (own != null && own.isOfTheLog()) {
            table.tell(own);
        }
        for (EndedHalt decided : signer.ends()) {
            if (!ended.contains(decided.halt().id()) && decided.isBy(signer.key())) {
                table.tell(decided.decision());
                end(decided);
            }
        }
        List<Halt> undecided = new ArrayList<>();
        for (Halt told : table.haltsBut(ended)) {
            EndedHalt decided = endOf(told);
            if (decided == null) {
                undecided.add(told);
            } else {
                end(decided);
            }
        }
        if (!undecided.isEmpty()) {
            hear(undecided);
        }
    }

    private void hear(List<Halt> told) {
        if (signer.halted() == null) {
            Halt first = told.getFirst();
            log.atWarn()
                    .addKeyValue("by", first.by())
                    .addKeyValue("what", first.what())
                    .log("log-halted-with-the-others");
        }
        signer.hear(told);
    }

    /**
     * Remembered here as well: a database that is put back brings the halt again without its end.
     */
    private void end(EndedHalt decided) {
        signer.resume(decided);
        ended.add(decided.halt().id());
    }

    private @Nullable EndedHalt endOf(Halt halt) {
        for (EndedHalt decided : table.endsOf(halt)) {
            if (decided.isBy(signer.key())) {
                return decided;
            }
        }
        return null;
    }
}
