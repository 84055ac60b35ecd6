package dev.tabellion.server.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays attacks against scratch servers of this very program. Who attacks is in jars of its own,
 * which are on the class path of the process that this starts, and of those servers alone whose
 * clock is moved. Hands on nothing that an operator set: no scratch server may find the way to what
 * is installed.
 */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Play attacks against the real server, on scratch data of its own, and tell of each"
                    + " whether it was refused, which rule noticed it, and after how long.",
            "Takes some minutes. Touches no installation: what the environment says of one is not"
                    + " handed on, and all it keeps is in the temporary directory, and goes.",
            "Exit code: 0 if every attack was refused or noticed as it should be, 1 if one was"
                    + " not, 2 wrong usage, 3 the rehearsal could not be held."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion rehearse",
            "  tabellion rehearse --only database-edited,database-restored",
            "  tabellion rehearse --json | jq '.[] | select(.passed | not)'"
        })
final class RehearseCommand implements Callable<Integer> {
    private static final int NOT_HELD = 3;
    private static final String MAIN = "dev.tabellion.rehearsal.Rehearse";

    /** Servers that live for seconds, two of them at once. */
    private static final List<String> SMALL =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The rest of an environment is an installation's, its JVM's or its database's. */
    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

    /** Without which the program does not start, or not so soon, and where it may write. */
    private static final List<String> NEEDED =
            List.of("--", "-XX:AOTCache=", "-XX:+UseCompactObjectHeaders", "-Djava.io.tmpdir=");

    @Option(names = "--json", description = "The scores, for programs.")
    boolean json;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Some attacks only.")
    List<String> only = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path program = program();
        List<Path> attackers = program == null ? List.of() : attackersBeside(program);
        if (program == null || attackers.isEmpty()) {
            System.err.println(
                    "Nobody to rehearse with is installed: 'tabellion rehearse' needs the folder"
                            + " 'rehearsal' beside tabellion.jar, where that is unpacked. The image"
                            + " has it, and so has ./tabellion from the sources.");
            return NOT_HELD;
        }
        ProcessBuilder builder = new ProcessBuilder(command(program, attackers)).inheritIO();
        forget(builder.environment());
        Process rehearsal = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(rehearsal::destroy));
        return rehearsal.waitFor();
    }

    static void forget(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !HARMLESS.contains(name));
    }

    /**
     * Neither sizes, nor a second collector, nor a port that one JVM alone can listen on.
     *
     * @param given to this JVM
     */
    static List<String> handedOn(List<String> given) {
        return given.stream().filter(each -> NEEDED.stream().anyMatch(each::startsWith)).toList();
    }

    private List<String> command(Path program, List<Path> attackers) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> given = handedOn(ManagementFactory.getRuntimeMXBean().getInputArguments());
        List<String> server = new ArrayList<>(List.of(java));
        server.addAll(given);
        server.addAll(SMALL);
        server.addAll(List.of("-jar", program.toString()));
        List<String> command = new ArrayList<>(List.of(java));
        given.stream().filter(each -> !each.startsWith("-XX:")).forEach(command::add);
        command.addAll(SMALL);
        command.add("-Dtabellion.installed=" + String.join("\n", server));
        command.add("-cp");
        command.add(
                Stream.concat(Stream.of(program), attackers.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        command.add(json ? "json" : "table");
        command.addAll(only);
        return command;
    }

    /** Null where it runs out of a jar within a jar. */
    private static @Nullable Path program() {
        try {
            URI from =
                    RehearseCommand.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI();
            return from.getScheme().equals("file") ? Path.of(from) : null;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("finding the program", e);
        }
    }

    private static List<Path> attackersBeside(Path program) throws IOException {
        Path folder = program.resolveSibling("rehearsal");
        if (!Files.isRegularFile(program) || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
