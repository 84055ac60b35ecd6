import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads /proc: what process trees have used of CPU and memory. Never signals anybody. */
final class Proc {

    private static final long TICKS_PER_SECOND =
            Long.parseLong(Shell.run(List.of("getconf", "CLK_TCK")).trim());

    private Proc() {}

    private record Stat(long parent, long ticks, String born) {}

    /**
     * CPU time of the trees under these roots. Children that have ended are in it through their
     * parent (cutime), so PostgreSQL's short-lived back ends count.
     */
    static double cpuMillis(Collection<Long> roots) {
        Map<Long, Stat> all = all();
        long ticks = tree(roots, all).stream().mapToLong(pid -> all.get(pid).ticks()).sum();
        return ticks * 1000.0 / TICKS_PER_SECOND;
    }

    /** Resident memory of exactly these processes, in MB. */
    static double residentMegabytes(Collection<Long> pids) {
        return pids.stream().mapToLong(pid -> kilobytes(pid, "status", "VmRSS:")).sum() / 1024.0;
    }

    /** Proportional memory of whole trees: pages shared between processes count once. */
    static double proportionalMegabytes(Collection<Long> roots) {
        return tree(roots, all()).stream().mapToLong(Proc::proportionalKilobytes).sum() / 1024.0;
    }

    /** The process of this tree that holds the most memory. */
    static long largest(long root) {
        return tree(List.of(root), all()).stream()
                .max(Comparator.comparingLong(pid -> kilobytes(pid, "status", "VmRSS:")))
                .orElse(root);
    }

    static String bornAt(long pid) {
        Stat stat = stat(Path.of("/proc", Long.toString(pid)));
        return stat == null ? "" : stat.born();
    }

    static boolean alive(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid)));
    }

    static List<String> commandLine(long pid) {
        String text = read(Path.of("/proc", Long.toString(pid), "cmdline"));
        return text == null ? List.of() : List.of(text.split("\0"));
    }

    static String allowedCores() {
        return read(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow()
                .split(":")[1]
                .trim();
    }

    private static Set<Long> tree(Collection<Long> roots, Map<Long, Stat> all) {
        Map<Long, List<Long>> children = new HashMap<>();
        all.forEach(
                (pid, stat) ->
                        children.computeIfAbsent(stat.parent(), p -> new ArrayList<>()).add(pid));
        Set<Long> tree = new LinkedHashSet<>();
        var queue = new ArrayDeque<>(roots);
        while (!queue.isEmpty()) {
            long pid = queue.remove();
            if (all.containsKey(pid) && tree.add(pid)) {
                queue.addAll(children.getOrDefault(pid, List.of()));
            }
        }
        return tree;
    }

    private static Map<Long, Stat> all() {
        Map<Long, Stat> all = new HashMap<>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                Stat stat = stat(entry);
                if (stat != null) {
                    all.put(Long.parseLong(entry.getFileName().toString()), stat);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("listing /proc", e);
        }
        return all;
    }

    private static Stat stat(Path process) {
        String text = read(process.resolve("stat"));
        if (text == null) {
            return null;
        }
        // The name in parentheses may hold blanks and parentheses; what follows the last one is
        // regular.
        String[] field = text.substring(text.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(field[i]);
        }
        return new Stat(Long.parseLong(field[1]), ticks, field[19]);
    }

    private static long proportionalKilobytes(long pid) {
        // notary-signer forbids others to read its maps (PR_SET_DUMPABLE): then its resident size
        // must do.
        long proportional = kilobytes(pid, "smaps_rollup", "Pss:");
        return proportional > 0 ? proportional : kilobytes(pid, "status", "VmRSS:");
    }

    private static long kilobytes(long pid, String file, String key) {
        String text = read(Path.of("/proc", Long.toString(pid), file));
        if (text == null) {
            return 0;
        }
        return text.lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .orElse(0L);
    }

    /**
     * Null where the process has gone between the listing and the reading, or is not ours to read.
     */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }
}
