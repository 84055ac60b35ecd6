package dev.tabellion.command.aggregate;

/** The commit was sent and its answer did not arrive: it may have happened, or not. */
final class CommitInDoubt extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommitInDoubt(RuntimeException cause) {
        super("committing a collection's events", cause);
    }
}
