import java.time.Duration;

/** How much of everything one run does; never how the servers are set up. */
record Plan(
        int rounds,
        int startRounds,
        int readSeconds,
        int warmSeconds,
        int collections,
        int publishes,
        int publishCapSeconds,
        int perSecond,
        int signerSeconds,
        int signerCollections,
        int logSeconds,
        Duration budget) {

    /**
     * @param settled a server that keeps a log is held against one that keeps none, each once its
     *     compiler has nothing more to learn
     */
    static Plan of(boolean quick, boolean settled) {
        return quick
                ? new Plan(2, 1, 1, 1, 16, 8, 3, 20, 1, 16, 2, Duration.ofSeconds(110))
                : new Plan(
                        3, 3, 3, 3, 60, 20, 12, 40, 2, 64, 5, Duration.ofSeconds(settled ? 720 : 570));
    }
}
