package dev.tabellion.projection.inspection;

import java.io.UncheckedIOException;

/** What broke off looks at the record, and whether that may be let pass. One thread's. */
final class Stumbles {
    enum Kind {
        /** Nobody answers now, which is no fault of the record; if it lasts, the watch halts. */
        PASSING,

        /** The same piece, some times: a halt is every node's, and this may be only this one. */
        TRIED_AGAIN,

        /**
         * All else that makes us stumble may have been put there for that: nothing is signed over
         * what nobody could examine.
         */
        LASTING
    }

    /** A burst elsewhere in this process is over by then; a value that is too large is not. */
    private static final int TRIES_SHORT_OF_MEMORY = 5;

    private int shortOfMemory;

    /** Counted apart: the chunks before the end are read again each time, and are not short. */
    private int shortAtTheEnd;

    Kind over(Throwable e, boolean atTheEnd) {
        if (e instanceof UncheckedIOException
                || (e instanceof RecordUnreadable unread && unread.isPassing())) {
            return Kind.PASSING;
        }
        if (!(e instanceof VirtualMachineError)) {
            return Kind.LASTING;
        }
        int times = atTheEnd ? ++shortAtTheEnd : ++shortOfMemory;
        return times < TRIES_SHORT_OF_MEMORY ? Kind.TRIED_AGAIN : Kind.LASTING;
    }

    /** A piece of the record was examined. */
    void gotOn() {
        shortOfMemory = 0;
    }

    void cameToTheEnd() {
        shortAtTheEnd = 0;
    }
}
