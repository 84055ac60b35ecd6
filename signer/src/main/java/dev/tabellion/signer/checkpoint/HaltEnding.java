package dev.tabellion.signer.checkpoint;

import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Resumption;
import dev.tabellion.tlog.SignedResumption;
import dev.tabellion.tlog.VerifierKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes halts out of the mark, each by a decision that is written down and bears the log's
 * signature. One that nobody decided about stays.
 */
record HaltEnding(KnownKey known, HaltMark mark, Resumptions decisions) {

    /** By who decided so, and why; nothing happens unless all can be signed. */
    void decide(List<Halt> halts, Instant now, String by, String reason) throws IOException {
        List<EndedHalt> ended = new ArrayList<>();
        for (Halt halt : halts) {
            var decision = new Resumption(halt.id(), now, by, reason);
            ended.add(new EndedHalt(halt, signed(decision)));
        }
        end(ended);
    }

    private SignedResumption signed(Resumption decision) throws IOException {
        VerifierKey log = known.verifier();
        return new SignedResumption(decision, known.signature(log, decision.text(log.name())));
    }

    /** As was decided, here or elsewhere; who decided is not checked here. */
    void end(List<EndedHalt> ended) throws IOException {
        for (EndedHalt each : ended) {
            decisions.add(each);
        }
        // A crash before this leaves a decision that takes effect with the node's next look.
        mark.end(ended.stream().map(EndedHalt::halt).toList());
    }
}
