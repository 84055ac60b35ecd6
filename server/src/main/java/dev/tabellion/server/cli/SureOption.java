package dev.tabellion.server.cli;

import picocli.CommandLine.Option;

/** Whether a ceremony is to be held, or only told of: the same for every one that tells first. */
final class SureOption {
    @Option(names = "--yes", description = "Do it; without, it is only told what it would mean.")
    boolean yes;

    /** Says so if it is only told of. */
    boolean isMissing() {
        if (!yes) {
            System.out.println("Nothing was changed. The same with --yes does it.");
        }
        return !yes;
    }
}
