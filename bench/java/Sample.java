/**
 * One row's figures from one round.
 *
 * @param rate requests per second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param cpu server-side CPU milliseconds per request, database and signer included
 * @param requests how many answers the figures rest on
 * @param failures answers that were not 200, or did not come
 */
record Sample(double rate, double p50, double p99, double cpu, long requests, long failures) {

    static Sample of(long[] nanos, double seconds, double cpuMillis, long failures) {
        return new Sample(
                nanos.length / seconds,
                Stats.percentileMillis(nanos, 50),
                Stats.percentileMillis(nanos, 99),
                cpuMillis / nanos.length,
                nanos.length,
                failures);
    }
}
