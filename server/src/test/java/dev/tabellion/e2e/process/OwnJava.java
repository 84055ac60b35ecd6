package dev.tabellion.e2e.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a class of this test's class path as a process of its own, that can be killed. */
public final class OwnJava {
    private OwnJava() {}

    public static List<String> command(Class<?> main, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1", // none of them lives long
                                "--enable-native-access=ALL-UNNAMED", // the jar's manifest says so
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(arguments))
                .toList();
    }
}
