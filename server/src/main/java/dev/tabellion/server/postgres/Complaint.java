package dev.tabellion.server.postgres;

import dev.tabellion.server.start.StartupRefused;
import java.util.List;

/** Turns what PostgreSQL wrote before it gave up into one paragraph for the operator. */
final class Complaint {

    private static final int LINES_SHOWN = 5;

    private Complaint() {}

    static StartupRefused of(String what, String output) {
        if (output.contains("No space left on device")) {
            return new StartupRefused(
                    what
                            + ": the disk is full. Free some space, or move the data directory and"
                            + " give its new place with --data DIR.");
        }
        if (output.contains("Permission denied")) {
            return new StartupRefused(
                    what
                            + ": the data directory does not belong to the user that runs Tabellion"
                            + " (permission denied). PostgreSQL said: "
                            + lastLines(output));
        }
        return new StartupRefused(what + ". PostgreSQL said: " + lastLines(output));
    }

    private static String lastLines(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join(
                " | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
