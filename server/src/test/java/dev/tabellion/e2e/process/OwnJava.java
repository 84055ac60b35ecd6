package dev.tabellion.e2e.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of this test's class path as a process of its own, that can be killed. */
public final class OwnJava {
    /**
     * To be content with what is compiled at once: these processes live for seconds, and would
     * spend half their time on code that they never run again.
     */
    public static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private OwnJava() {}

    public static List<String> command(Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(SHORT_LIVED);
        words.add("--enable-native-access=ALL-UNNAMED"); // the jar's manifest says so
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("--")) // what this program was started with
                .forEach(words::add);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }
}
