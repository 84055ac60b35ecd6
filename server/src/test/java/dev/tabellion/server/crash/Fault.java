package dev.tabellion.server.crash;

import dev.tabellion.tuf.RoleName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One step of a publication that goes wrong. Knows what each book holds afterwards. */
record Fault(Step step, Fate fate) {

    /** In the order in which they happen. */
    enum Step {
        SNAPSHOT_REQUEST,
        SNAPSHOT_JOURNAL,
        SNAPSHOT_HEAD,
        SNAPSHOT_ANSWER,
        TIMESTAMP_REQUEST,
        TIMESTAMP_JOURNAL,
        TIMESTAMP_HEAD,
        TIMESTAMP_ANSWER,
        SERVER_COMMIT,
        TELLING;

        RoleName role() {
            return compareTo(TIMESTAMP_REQUEST) < 0 ? RoleName.SNAPSHOT : RoleName.TIMESTAMP;
        }
    }

    enum Fate {
        /** It did not happen. */
        LOST,
        /** It happened, and looked as if it had not. */
        KEPT
    }

    static Stream<Fault> all() {
        return Arrays.stream(Step.values())
                .flatMap(step -> Arrays.stream(Fate.values()).map(fate -> new Fault(step, fate)));
    }

    boolean isKept() {
        return fate == Fate.KEPT;
    }

    /** Whether the publisher is answered all the same. */
    boolean isAnswered() {
        return step == Step.TELLING;
    }

    /** Whether the server's record has the publication. */
    boolean isCommitted() {
        return switch (step) {
            case SERVER_COMMIT -> isKept();
            case TELLING -> true;
            default -> false;
        };
    }

    /** What of the publication the signer's journal has. */
    List<RoleName> journalled() {
        List<RoleName> both = List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);
        return switch (step) {
            // one question, one answer and one commit for the snapshot and what vouches for it
            case SNAPSHOT_REQUEST, SNAPSHOT_JOURNAL -> isKept() ? both : List.of();
            case SNAPSHOT_HEAD, SNAPSHOT_ANSWER -> both;
            case TIMESTAMP_REQUEST, TIMESTAMP_JOURNAL -> isKept() ? both : both.subList(0, 1);
            case TIMESTAMP_HEAD, TIMESTAMP_ANSWER, SERVER_COMMIT, TELLING -> both;
        };
    }
}
