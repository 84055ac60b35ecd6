import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The machine below the measurement: its cores, its tools, its disk. Never starts a server. */
final class Machine {

    private final String serverCores;
    private final String loadCores;

    private Machine(String serverCores, String loadCores) {
        this.serverCores = serverCores;
        this.loadCores = loadCores;
    }

    /**
     * Splits the cores this process may use: the named ones for servers, all others for the load.
     */
    static Machine split(String serverCores) {
        var servers = cores(serverCores);
        var others = cores(Proc.allowedCores());
        if (!others.containsAll(servers)) {
            throw new Refusal(
                    "cores "
                            + serverCores
                            + " are not all ours; we may use "
                            + Proc.allowedCores());
        }
        others.removeAll(servers);
        if (others.isEmpty()) {
            throw new Refusal("no core is left for the load generators; name fewer with --cores");
        }
        String load = String.join(",", others.stream().map(String::valueOf).toList());
        var machine = new Machine(serverCores, load);
        Shell.run(
                List.of(
                        "taskset",
                        "-a",
                        "-c",
                        "-p",
                        load,
                        Long.toString(ProcessHandle.current().pid())));
        return machine;
    }

    String serverCores() {
        return serverCores;
    }

    String loadCores() {
        return loadCores;
    }

    /** The signer's rows are of one core, with its database on another. */
    String firstServerCore() {
        return Integer.toString(cores(serverCores).first());
    }

    String secondServerCore() {
        if (serverCoreCount() < 2) {
            throw new Refusal(2, "the signer and its PostgreSQL need two --cores");
        }
        return Integer.toString(cores(serverCores).last());
    }

    int serverCoreCount() {
        return cores(serverCores).size();
    }

    int loadCoreCount() {
        return cores(loadCores).size();
    }

    /** Refuses with the line that installs what is missing. */
    static void requireTools(Options options) {
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("taskset", "util-linux");
        tools.put("openssl", "openssl");
        if (options.has(Options.Part.READS)) {
            tools.put("wrk", "wrk");
        }
        if (options.has("nginx")) {
            tools.put("nginx", "nginx-light");
        }
        if (options.has(Options.Part.SIGNER)) {
            tools.put("tar", "tar");
            tools.put("xz", "xz-utils");
        }
        if (options.has("notary")) {
            tools.put("notary-server", "notary");
            tools.put("notary-signer", "notary");
            tools.put("psql", "postgresql-client");
            tools.put("tar", "tar");
            tools.put("xz", "xz-utils");
        }
        List<String> missing =
                tools.keySet().stream().filter(tool -> Shell.find(tool) == null).toList();
        if (!missing.isEmpty()) {
            var packages = new TreeSet<String>();
            missing.forEach(tool -> packages.add(tools.get(tool)));
            throw new Refusal(
                    "missing: "
                            + String.join(", ", missing)
                            + "\n  apt-get install -y "
                            + String.join(" ", packages));
        }
    }

    /** The median time of one small write followed by fdatasync where the databases will lie. */
    static double fsyncMillis(Path directory) {
        Path file = directory.resolve("fsync.probe");
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var times = new ArrayList<Double>();
            for (int i = 0; i < 101; i++) {
                long from = System.nanoTime();
                channel.write(ByteBuffer.allocate(8192), i * 8192L);
                channel.force(false);
                times.add((System.nanoTime() - from) / 1e6);
            }
            Files.delete(file);
            return Stats.median(times);
        } catch (IOException e) {
            throw new UncheckedIOException("timing fsync in " + directory, e);
        }
    }

    private static TreeSet<Integer> cores(String list) {
        var cores = new TreeSet<Integer>();
        for (String range : list.split(",")) {
            if (!range.matches("[0-9]{1,4}(-[0-9]{1,4})?")) {
                throw new Refusal(2, "not a list of cores: " + list);
            }
            int[] ends = Arrays.stream(range.split("-")).mapToInt(Integer::parseInt).toArray();
            for (int core = ends[0]; core <= ends[ends.length - 1]; core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
