package dev.tabellion.signer.witness;

import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.GrowthVerdict.Inconsistent;
import dev.tabellion.tlog.Note;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.PosixTime;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.Vouching;
import dev.tabellion.tlog.Vouching.Vouched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log as its witness knows it. Cosigns one checkpoint at a time, each remembered before the
 * cosignature leaves; what is not signed by the log changes nothing and costs no write.
 */
final class WitnessedLog {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessedLog.class);

    /** Ten times what a log that is witnessed every ten seconds needs. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final int BURST = 60;

    private final Origin origin;
    private final List<VerifierKey> keys;
    private final CosigningKey cosigner;
    private final WitnessMemory memory;
    private final Pace pace = new Pace(INTERVAL, BURST, System.nanoTime());
    private volatile @Nullable SignedCheckpoint last;

    /**
     * @param keys any of which may sign for the log
     * @throws IOException if what is remembered of the log cannot be read
     */
    WitnessedLog(Origin origin, List<VerifierKey> keys, CosigningKey cosigner, WitnessMemory memory)
            throws IOException {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.cosigner = cosigner;
        this.memory = memory;
        this.last = memory.of(origin);
    }

    @Nullable SignedCheckpoint last() {
        return last;
    }

    WitnessAnswer answer(AddCheckpoint asked, Instant now) {
        List<NoteSignature> signatures = signaturesOfLog(asked.checkpoint());
        return signatures.isEmpty()
                ? new WitnessAnswer.Unsigned(origin)
                : judge(asked, signatures, now);
    }

    /** None if no known key signed, or if a line of one is forged. */
    private List<NoteSignature> signaturesOfLog(SignedCheckpoint checkpoint) {
        List<Vouching> verdicts = keys.stream().map(checkpoint::judge).toList();
        if (verdicts.contains(new Vouching.Forged())) {
            return List.of();
        }
        return checkpoint.note().signatures().stream()
                .filter(each -> keys.stream().anyMatch(each::isBy))
                .distinct()
                .toList();
    }

    /** Reads, judges and remembers in one step: two forks at once must not both be cosigned. */
    private synchronized WitnessAnswer judge(
            AddCheckpoint asked, List<NoteSignature> signatures, Instant now) {
        SignedCheckpoint known = last;
        SignedCheckpoint next = asked.checkpoint();
        TreeHead head = known == null ? TreeHead.EMPTY : known.head();
        GrowthVerdict verdict = GrowthVerdict.of(head, asked.old(), next.head(), asked.proof());
        if (verdict instanceof GrowthVerdict.Consistent) {
            return cosign(next, signatures, timeAfter(known, now));
        }
        if (verdict instanceof Inconsistent && known != null) {
            tell(known, next);
        }
        return new WitnessAnswer.NotGrown(verdict);
    }

    private WitnessAnswer cosign(
            SignedCheckpoint next, List<NoteSignature> signatures, PosixTime time) {
        NoteSignature own = cosigner.cosign(next.note().text(), time);
        SignedCheckpoint cosigned =
                new SignedCheckpoint(next.checkpoint(), new Note(next.note().text(), signatures))
                        .with(List.of(own));
        // the same within one second is the same bytes, and remembered already
        if (!cosigned.equals(last)) {
            if (!pace.admits(System.nanoTime())) {
                return new WitnessAnswer.TooOften(origin);
            }
            remember(cosigned);
        }
        return new WitnessAnswer.Cosigned(own);
    }

    private void remember(SignedCheckpoint cosigned) {
        try {
            memory.keep(cosigned);
            // A crash here, or a failure above after the file was replaced, leaves one remembered
            // that nobody was told of: the log is told 409 with its size, and asks again from it.
            last = cosigned;
        } catch (IOException e) {
            throw new UncheckedIOException("remembering what was cosigned of " + origin, e);
        }
    }

    /** Never before the last: of two statements the later one must be of the larger tree. */
    private PosixTime timeAfter(@Nullable SignedCheckpoint known, Instant now) {
        PosixTime time = new PosixTime(Math.max(1, now.getEpochSecond()));
        return known != null
                        && known.judge(cosigner.key()) instanceof Vouched(PosixTime before)
                        && before != null
                        && before.compareTo(time) > 0
                ? before
                : time;
    }

    private void tell(SignedCheckpoint known, SignedCheckpoint next) {
        boolean isFork =
                known.head().size().equals(next.head().size())
                        && !known.head().root().equals(next.head().root());
        LOG.atError()
                .addKeyValue("log", origin)
                .addKeyValue("known", known.head().size())
                .addKeyValue("shown", next.head().size())
                .log(isFork ? "LOG-FORKED" : "GROWTH-UNPROVEN");
        if (isFork) {
            keepProof(known, next);
        }
    }

    private void keepProof(SignedCheckpoint known, SignedCheckpoint next) {
        try {
            memory.keepProof(known, next);
        } catch (IOException e) {
            // the log is refused all the same
            LOG.atError().addKeyValue("log", origin).setCause(e).log("fork-proof-not-kept");
        }
    }
}
