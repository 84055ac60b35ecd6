package dev.tabellion.server.cli;

import dev.tabellion.inspection.Finding;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints what is found as it is found, up to a number; counts all. Not for several threads. */
final class ToldFindings implements Consumer<Finding> {
    private static final int MOST = 1_000;

    private final boolean json;
    private final PrintStream out;
    private String first = "";
    private long count;

    ToldFindings(boolean json, PrintStream out) {
        this.json = json;
        this.out = out;
    }

    @Override
    public void accept(Finding finding) {
        if (count++ == 0) {
            first = finding.toString();
        }
        if (count <= MOST) {
            out.println(json ? finding.json() : finding);
        }
    }

    void end() {
        if (count > MOST && !json) {
            out.printf("… and %,d more%n", count - MOST);
        }
    }

    long count() {
        return count;
    }

    String first() {
        return first;
    }
}
