import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The read load: wrk on the load cores. Its latencies begin when the request is sent, so they leave
 * out handshakes.
 */
final class Wrk {

    private final Path script;
    private final String cores;

    Wrk(Path script, String cores) {
        this.script = script;
        this.cores = cores;
    }

    Sample run(Contender system, String path, ReadRow row, int seconds) {
        var command =
                new ArrayList<>(
                        List.of(
                                "taskset",
                                "-c",
                                cores,
                                "wrk",
                                "-t2",
                                "-c" + row.connections(),
                                "-d" + seconds + "s",
                                "-s",
                                script.toString()));
        if (row.close()) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        command.add(system.endpoint().url(path));
        double before = Proc.cpuMillis(system.roots());
        String output = Shell.run(command, seconds + 60);
        double cpu = Proc.cpuMillis(system.roots()) - before;
        String[] report =
                output.lines()
                        .filter(line -> line.startsWith("report "))
                        .findFirst()
                        .orElseThrow()
                        .split(" ");
        long requests = Long.parseLong(report[1]);
        return new Sample(
                requests / (Long.parseLong(report[2]) / 1e6),
                Double.parseDouble(report[3]) / 1e3,
                Double.parseDouble(report[4]) / 1e3,
                cpu / requests,
                requests,
                Long.parseLong(report[5]));
    }
}
