package dev.tabellion.server.signer.pace;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Time and CPU time of this process while it runs, and how long each signature took. */
final class Stopwatch {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongStream.Builder nanos = LongStream.builder();
    private long elapsed;
    private long cpu;
    private long began;
    private long cpuBefore;

    void start() {
        cpuBefore = PROCESS.getProcessCpuTime();
        began = System.nanoTime();
    }

    void stop() {
        elapsed += System.nanoTime() - began;
        cpu += PROCESS.getProcessCpuTime() - cpuBefore;
    }

    /** Not while it runs on several threads. */
    void add(long[] each) {
        Arrays.stream(each).forEach(nanos::add);
    }

    /** An answer with several signatures: each took its share. */
    void add(long nanosOfAll, int signatures) {
        for (int i = 0; i < signatures; i++) {
            nanos.add(nanosOfAll / signatures);
        }
    }

    boolean reached(double seconds) {
        return elapsed >= seconds * 1e9;
    }

    /** Rate, median, 99th percentile and CPU time of one (both in ms), and how many. */
    String figures() {
        long[] sorted = nanos.build().sorted().toArray();
        return String.join(
                "\t",
                number(sorted.length * 1e9 / elapsed),
                number(rank(sorted, 0.5) / 1e6),
                number(rank(sorted, 0.99) / 1e6),
                number(cpu / 1e6 / sorted.length),
                Integer.toString(sorted.length));
    }

    private static long rank(long[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    private static String number(double figure) {
        return Double.toString(figure);
    }
}
