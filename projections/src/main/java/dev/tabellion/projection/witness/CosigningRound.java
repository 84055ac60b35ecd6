package dev.tabellion.projection.witness;

import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Quorum;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One checkpoint on its way to the public. Shows it once, with the cosignatures there are then, and
 * adds those that come later; what it never does is to show a cosignature of a checkpoint that is
 * not shown.
 */
final class CosigningRound {
    private final SignedCheckpoint checkpoint;
    private final Quorum quorum;
    private final Showing showing;
    private final Set<VerifierKey> cosigners = new HashSet<>();
    private final List<NoteSignature> waiting = new ArrayList<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean shown;
    private volatile int asked;

    /** Puts before the public, durably; twice is as good as once. */
    interface Showing {
        void show(SignedCheckpoint checkpoint, List<NoteSignature> cosignatures);

        /** To one that is shown. */
        void add(SignedCheckpoint checkpoint, List<NoteSignature> cosignatures);
    }

    /**
     * @param already who has cosigned it, and was shown to have, in an earlier round
     * @param isShown whether it has been shown
     */
    CosigningRound(
            SignedCheckpoint checkpoint,
            Quorum quorum,
            Set<VerifierKey> already,
            boolean isShown,
            Showing showing) {
        this.checkpoint = checkpoint;
        this.quorum = quorum;
        this.showing = showing;
        this.shown = isShown;
        cosigners.addAll(already);
    }

    SignedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** How many will {@link #take} or {@link #lack} once. */
    synchronized void expect(int witnesses) {
        asked = witnesses;
        settle();
    }

    synchronized void take(VerifierKey witness, List<NoteSignature> cosignatures) {
        cosigners.add(witness);
        if (shown) {
            showing.add(checkpoint, cosignatures);
        } else {
            waiting.addAll(cosignatures);
            showIfMet();
        }
        asked--;
        settle();
    }

    synchronized void lack() {
        asked--;
        settle();
    }

    /** Returns when the quorum is met, when no answer is outstanding, or when time is up. */
    void await(Duration longest) throws InterruptedException {
        var _ = settled.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Shows it with whatever cosignatures there are. */
    synchronized void showAnyway() {
        if (!shown) {
            show();
        }
    }

    synchronized boolean isShown() {
        return shown;
    }

    synchronized boolean isMet() {
        return quorum.isMetBy(cosigners);
    }

    synchronized Set<VerifierKey> cosigners() {
        return Set.copyOf(cosigners);
    }

    private void showIfMet() {
        if (quorum.isMetBy(cosigners)) {
            show();
        }
    }

    private void show() {
        showing.show(checkpoint, List.copyOf(waiting));
        // A crash here: it is public, and its cosignatures are asked for again in the next round.
        shown = true;
    }

    private void settle() {
        if (asked <= 0 || quorum.isMetBy(cosigners)) {
            settled.countDown();
        }
    }
}
