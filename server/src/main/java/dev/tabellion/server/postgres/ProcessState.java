package dev.tabellion.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the process behind a number in {@code postmaster.pid} turns out to be. */
enum ProcessState {
    /** No such process. */
    GONE,
    /** Dead, but its parent has not collected it yet; PostgreSQL would take it for a rival. */
    ZOMBIE,
    /** A postmaster on our cluster. */
    OURS,
    /** The number was given to another program since. */
    FOREIGN;

    static ProcessState of(long pid, Path cluster) {
        var handle = ProcessHandle.of(pid);
        if (handle.isEmpty()) {
            return GONE;
        }
        if (zombie(pid)) {
            return ZOMBIE;
        }
        var arguments = handle.get().info().arguments().orElse(new String[0]);
        return Arrays.asList(arguments).contains(cluster.toString()) ? OURS : FOREIGN;
    }

    /** Linux only; elsewhere a zombie looks foreign, and start meets the same file again. */
    private static boolean zombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the state follows the program's name, which is in parentheses and may hold any byte
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
