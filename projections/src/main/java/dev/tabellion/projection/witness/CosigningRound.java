package dev.tabellion.projection.witness;

import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Quorum;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<VerifierKey, List<NoteSignature>> given;
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
     * @param given cosignatures from earlier rounds, by witness
     * @param isShown whether it has been shown
     */
    CosigningRound(
            SignedCheckpoint checkpoint,
            Quorum quorum,
            Map<VerifierKey, List<NoteSignature>> given,
            boolean isShown,
            Showing showing) {
        this.checkpoint = checkpoint;
        this.quorum = quorum;
        this.showing = showing;
        this.shown = isShown;
        this.given = new HashMap<>(given);
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
        given.put(witness, List.copyOf(cosignatures));
        if (shown) {
            showing.add(checkpoint, cosignatures);
        } else if (isMet()) {
            show();
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
        return quorum.isMetBy(given.keySet());
    }

    synchronized Map<VerifierKey, List<NoteSignature>> given() {
        return Map.copyOf(given);
    }

    private void show() {
        showing.show(checkpoint, given.values().stream().flatMap(List::stream).toList());
        // A crash here: it is public, and its cosignatures are asked for again in the next round.
        shown = true;
    }

    private void settle() {
        if (asked <= 0 || isMet()) {
            settled.countDown();
        }
    }
}
