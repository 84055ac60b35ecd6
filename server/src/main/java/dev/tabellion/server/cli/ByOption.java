package dev.tabellion.server.cli;

import picocli.CommandLine.Option;

/** Who holds a ceremony at a signer: the same for every one that must say so. */
final class ByOption {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            required = true,
            description = "Who decides so; it stands in the journal.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String name;
}
