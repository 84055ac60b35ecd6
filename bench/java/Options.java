import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the command line asked for; never touches the machine. */
record Options(
        boolean quick,
        Set<Part> parts,
        List<String> systems,
        String cores,
        int ports,
        List<String> tabellion) {

    static final List<String> SYSTEMS = 
            List.of("notary", "tabellion", "tabellion-split", "tabellion-unlogged", "nginx");

    /** What is measured when nobody says: the split one only where its difference is asked for. */
    private static final List<String> USUAL = List.of("notary", "tabellion", "nginx");

    /** With the signer's part, what it costs to have it elsewhere. */
    private static final List<String> SPLIT =
            List.of("notary", "tabellion", "tabellion-split", "nginx");

    enum Part {
        START,
        READS,
        PUBLISH,
        SIGNER,
        LOG
    }

    static final String USAGE =
            """
            bench/run [--quick] [--only PARTS] [--systems NAMES] [--cores 0,1]

              --quick            a look in two minutes instead of a measurement in ten
              --only PARTS       some of start,reads,publish,signer,log (all but signer and log); publish,signer
                                 adds tabellion-split, whose signer is a process of its own; publish,log
                                 holds tabellion against tabellion-unlogged, which keeps no log
              --systems NAMES    some of notary,tabellion,tabellion-split,tabellion-unlogged,nginx;
                                 alternated in this order
              --cores LIST       the cores every server is pinned to; the load generators get all others
              --ports N          first of thirty ports to listen on (23400)
              --tabellion CMD    how Tabellion is started; --port and --data are appended
                                 (./tabellion serve, or java -jar server/target/tabellion.jar serve)

            Examples
              bench/run
              bench/run --quick --only reads --systems tabellion,nginx
              bench/run --only signer
              bench/run --only publish,signer --systems tabellion,tabellion-split
              bench/run --only publish,log
              bench/run --tabellion "java -Xmx256m -jar server/target/tabellion.jar serve"
            """;

    static Options parse(String[] arguments, Path project) {
        boolean quick = false;
        Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.SIGNER, Part.LOG));
        List<String> systems = null;
        String cores = "0,1";
        int ports = 23400;
        List<String> tabellion = defaultTabellion(project);
        var rest = new ArrayList<>(Arrays.asList(arguments)).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--quick" -> quick = true;
                case "--only" -> parts = parts(value(option, rest));
                case "--systems" -> systems = systems(value(option, rest));
                case "--cores" -> cores = value(option, rest);
                case "--ports" -> ports = number(value(option, rest));
                case "--tabellion" -> tabellion = List.of(value(option, rest).trim().split("\\s+"));
                case "--help", "-h" -> throw new Refusal(0, USAGE);
                default -> throw new Refusal(2, "unknown option " + option + "\n\n" + USAGE);
            }
        }
        List<String> chosen = systems == null ? usual(parts) : systems;
        return new Options(quick, parts, chosen, cores, ports, tabellion);
    }

    private static List<String> usual(Set<Part> parts) {
        if (parts.containsAll(Set.of(Part.PUBLISH, Part.LOG))) {
            return List.of("tabellion", "tabellion-unlogged");
        }
        return parts.containsAll(Set.of(Part.PUBLISH, Part.SIGNER)) ? SPLIT : USUAL;
    }

    /** Whether a whole server of this kind is started; a domain's own rows need none. */
    boolean has(String system) {
        return !Set.of(Part.SIGNER, Part.LOG).containsAll(parts) && systems.contains(system);
    }

    /** Whether a domain is measured by itself. */
    boolean hasPace() {
        return parts.contains(Part.SIGNER) || parts.contains(Part.LOG);
    }

    boolean hasTabellion() {
        return has("tabellion") || has("tabellion-split") || has("tabellion-unlogged");
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    private static List<String> defaultTabellion(Path project) {
        Path script = project.resolve("tabellion");
        if (Files.isExecutable(script)) {
            return List.of(script.toString(), "serve");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-jar", Tabellion.jar(project).toString(), "serve");
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new Refusal(2, option + " needs a value\n\n" + USAGE);
        }
        return rest.next();
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{3,4}")) {
            throw new Refusal(2, "not a port: " + text);
        }
        return Integer.parseInt(text);
    }

    private static Set<Part> parts(String text) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : text.split(",")) {
            parts.add(
                    Arrays.stream(Part.values())
                            .filter(p -> p.name().toLowerCase(Locale.ROOT).equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new Refusal(
                                                    2,
                                                    "--only knows start, reads, publish, signer, log;"
                                                            + " not "
                                                            + name)));
        }
        return parts;
    }

    private static List<String> systems(String text) {
        Set<String> wanted = Set.of(text.split(","));
        wanted.stream()
                .filter(name -> !SYSTEMS.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new Refusal(2, "--systems knows " + SYSTEMS + "; not " + name);
                        });
        if (wanted.equals(Set.of("nginx"))) {
            throw new Refusal(
                    2, "nginx serves what another system signed: name notary or tabellion, too");
        }
        return SYSTEMS.stream().filter(wanted::contains).collect(Collectors.toUnmodifiableList());
    }
}
