import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a reader must know of the machine and the versions before believing a figure. */
final class Setting {

    private final House house;
    private final Options options;

    Setting(House house, Options options) {
        this.house = house;
        this.options = options;
    }

    String markdown() throws IOException {
        var text = new StringBuilder("# Tabellion beside notary-server and nginx\n\n");
        line(
                text,
                LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES)
                        + ", commit "
                        + commit()
                        + (options.quick() ? ", --quick: a look, not a measurement" : ""));
        line(
                text,
                cpu()
                        + "; servers on cores "
                        + house.machine().serverCores()
                        + ", load on "
                        + house.machine().loadCores());
        line(
                text,
                "load average at the start "
                        + load()
                        + (Double.parseDouble(load()) > 0.5
                                ? " — **the machine was not idle**"
                                : ""));
        line(
                text,
                "databases on "
                        + Files.getFileStore(house.work()).type()
                        + ", write + fdatasync "
                        + Table.number(Machine.fsyncMillis(house.work()))
                        + " ms (median)");
        if (options.has("notary")) {
            String postgres =
                    Shell.run(
                                    List.of(
                                            house.postgresBinaries().resolve("postgres").toString(),
                                            "--version"))
                            .trim();
            line(
                    text,
                    "notary: "
                            + debian("notary")
                            + " on "
                            + postgres
                            + ", fsync and synchronous_commit on");
        }
        if (options.hasTabellion()) {
            line(
                    text,
                    "tabellion: `"
                            + String.join(" ", options.tabellion())
                                    .replace(house.bench().getParent() + "/", "")
                            + "`, JDK "
                            + Runtime.version());
        }
        if (options.has("nginx")) {
            line(text, Shell.run(List.of(Shell.find("nginx").toString(), "-v")).trim());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("- ").append(line).append('\n');
    }

    private String commit() {
        try {
            String at = house.bench().toString();
            return Shell.run(List.of("git", "-C", at, "describe", "--always", "--dirty")).trim();
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    private static String debian(String name) {
        try {
            return Shell.run(List.of("dpkg-query", "-W", "-f", "${Package} ${Version}", name))
                    .trim();
        } catch (RuntimeException e) {
            return name + " (not Debian's package)";
        }
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.split(":")[1].trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
