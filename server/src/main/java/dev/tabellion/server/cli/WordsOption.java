package dev.tabellion.server.cli;

import picocli.CommandLine.Option;

/** What a person says for the record: the same wherever it stays there. */
final class WordsOption {
    @Option(
            names = "--words",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for the record, where it stays: no secrets and nobody's name.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String text;
}
