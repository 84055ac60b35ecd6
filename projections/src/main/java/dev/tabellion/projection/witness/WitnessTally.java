package dev.tabellion.projection.witness;

import java.util.concurrent.atomic.LongAdder;

/** How often witnesses did what, since this process began. */
public final class WitnessTally {
    private final LongAdder cosigned = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder worthless = new LongAdder();
    private final LongAdder disagreed = new LongAdder();

    void cosigned() {
        cosigned.increment();
    }

    void failed() {
        failed.increment();
    }

    void worthless() {
        worthless.increment();
    }

    void disagreed() {
        disagreed.increment();
    }

    public long cosignatures() {
        return cosigned.sum();
    }

    /** Questions without a cosignature in the answer, disagreements aside. */
    public long failures() {
        return failed.sum();
    }

    /**
     * Among those, answers with a cosignature that was not the witness's or not of the checkpoint.
     */
    public long worthlessCosignatures() {
        return worthless.sum();
    }

    public long disagreements() {
        return disagreed.sum();
    }
}
