package dev.tabellion.projection.log;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.SignedResumption;
import java.util.HashSet;
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
        for (SignedResumption decision : signer.resumptions()) {
            if (!ended.contains(decision.resumption().halt()) && decision.isBy(signer.key())) {
                table.tell(decision);
                end(decision);
            }
        }
        for (Halt told : table.haltsBut(ended)) {
            SignedResumption decision = decisionOn(told);
            if (decision == null) {
                halt(told);
            } else {
                end(decision);
            }
        }
    }

    private void halt(Halt told) {
        if (signer.halted() == null) {
            log.atWarn()
                    .addKeyValue("by", told.by())
                    .addKeyValue("what", told.what())
                    .log("log-halted-with-the-others");
            signer.halt(told);
        }
    }

    private void end(SignedResumption decision) {
        signer.resume(decision); // changes nothing where that halt is not what is in the way
        ended.add(decision.resumption().halt());
    }

    private @Nullable SignedResumption decisionOn(Halt halt) {
        for (SignedResumption decision : table.decisionsOn(halt.id())) {
            if (decision.isBy(signer.key())) {
                return decision;
            }
        }
        return null;
    }
}
