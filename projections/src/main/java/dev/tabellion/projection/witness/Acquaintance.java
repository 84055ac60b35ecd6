package dev.tabellion.projection.witness;

import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One witness as this log knows it: where it stands, and whether the two agree. Asked one question
 * at a time. A witness that disagrees is not argued with: either it or this log has forgotten
 * something, and people must find out which.
 */
final class Acquaintance {
    private static final Logger log = LoggerFactory.getLogger(Acquaintance.class);

    private final String name;
    private final VerifierKey key;
    private final WitnessLine line;
    private final OwnTree tree;
    private final WitnessTally tally;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Where it stands, as far as is known: a wrong guess costs one question more. */
    private volatile TreeSize stands = TreeSize.ZERO;

    private volatile @Nullable Disagreement disagreement;
    private volatile boolean failing;

    Acquaintance(String name, VerifierKey key, WitnessLine line, OwnTree tree, WitnessTally tally) {
        this.name = name;
        this.key = key;
        this.line = line;
        this.tree = tree;
        this.tally = tally;
    }

    String name() {
        return name;
    }

    VerifierKey key() {
        return key;
    }

    /** Null if it agrees, as far as is known. */
    @Nullable Disagreement disagreement() {
        return disagreement;
    }

    /** False if it is busy with an earlier question, or is to be left alone. */
    boolean isToBeAsked() {
        Disagreement known = disagreement;
        boolean isLeftAlone = known != null && known.isYoungerThan(WitnessTerms.REFLECTION);
        return !isLeftAlone && busy.compareAndSet(false, true);
    }

    /** Its cosignature; none if it gave none. To be called when it is to be asked, once. */
    List<NoteSignature> cosign(SignedCheckpoint checkpoint) throws InterruptedException {
        try {
            WitnessReply reply = ask(checkpoint);
            if (reply instanceof WitnessReply.Stands(var size)) {
                reply = stands(size, checkpoint) ? ask(checkpoint) : reply;
            }
            return conclude(reply, checkpoint);
        } finally {
            busy.set(false);
        }
    }

    private WitnessReply ask(SignedCheckpoint checkpoint) throws InterruptedException {
        return stands.compareTo(checkpoint.head().size()) > 0
                ? new WitnessReply.Stands(stands)
                : line.ask(tree.asked(stands, checkpoint));
    }

    /** Whether it can be asked again, from where it stands. */
    private boolean stands(TreeSize size, SignedCheckpoint checkpoint) {
        boolean isNews = !size.equals(stands);
        stands = size;
        return isNews && size.compareTo(checkpoint.head().size()) <= 0;
    }

    private List<NoteSignature> conclude(WitnessReply reply, SignedCheckpoint checkpoint) {
        switch (reply) {
            case WitnessReply.Cosigned(var lines) -> {
                stands = checkpoint.head().size();
                agreed();
                return lines;
            }
            case WitnessReply.Stands(var size) -> ahead(size, checkpoint);
            case WitnessReply.Denied() -> disagree("denies-growth", stands, checkpoint);
            case WitnessReply.Worthless() -> {
                tally.worthless();
                failed("it answered with no cosignature of its own");
            }
            case WitnessReply.Nothing(var why) -> failed(why);
        }
        return List.of();
    }

    /** It may know a newer checkpoint of this log than the one it was shown, and no other. */
    private void ahead(TreeSize size, SignedCheckpoint checkpoint) {
        if (size.compareTo(tree.size()) > 0) {
            stands = TreeSize.ZERO; // to be asked again, where it stands then
            disagree("knows-a-larger-log", size, checkpoint);
        } else if (size.compareTo(checkpoint.head().size()) <= 0) {
            failed("it does not stand where it says");
        }
    }

    private void disagree(String how, TreeSize known, SignedCheckpoint checkpoint) {
        disagreement = new Disagreement(how, System.nanoTime());
        tally.disagreed();
        log.atError()
                .addKeyValue("witness", name)
                .addKeyValue("how", how)
                .addKeyValue("witnessSize", known)
                .addKeyValue("size", checkpoint.head().size())
                .addKeyValue("root", checkpoint.head().root())
                .log(
                        "WITNESS-DISAGREES: this log was put back or forked, or the witness was."
                                + " Keep both sides' files, and compare the checkpoint it shows"
                                + " with ours");
    }

    private void agreed() {
        tally.cosigned();
        if (disagreement != null || failing) {
            log.atInfo().addKeyValue("witness", name).log("witness-cosigns-again");
        }
        disagreement = null;
        failing = false;
    }

    private void failed(String why) {
        tally.failed();
        if (!failing) {
            log.atWarn()
                    .addKeyValue("witness", name)
                    .addKeyValue("why", why)
                    .log("witness-gives-nothing");
        }
        failing = true;
    }

    /**
     * What a witness said that cannot be.
     *
     * @param since by {@link System#nanoTime}
     */
    record Disagreement(String how, long since) {
        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - since < age.toNanos();
        }
    }
}
