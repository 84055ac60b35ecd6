package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.server.database.DatabaseOwner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code import notary} as an operator runs it, server and signer from one place.
 *
 * @param data where what is taken over goes
 * @param options that say more of it
 * @param environment with the passphrases of the original's keys
 */
public record NotaryImport(Path data, List<String> options, Map<String, String> environment) {
    /** Who decides so. */
    public static final String BY = "Ada Lovelace";

    /** Who knows the passphrase, into the embedded database of this data directory. */
    public static NotaryImport into(Path data) {
        return new NotaryImport(data, List.of(), OriginalNotary.PASSPHRASE);
    }

    /** Into a database of somebody's own. */
    public NotaryImport into(DatabaseOwner owner) {
        return new NotaryImport(data, CommandLine.on(owner), environment);
    }

    /** By who has this in the environment instead. */
    public NotaryImport knowing(Map<String, String> other) {
        return new NotaryImport(data, options, other);
    }

    /**
     * @param source an address or a dump
     */
    public Outcome from(String source, String... further) {
        var words = new ArrayList<>(List.of("import", "notary", "--by", BY));
        words.addAll(List.of("--data", data.toString()));
        words.addAll(List.of("--notary-server", source, "--notary-signer", source));
        Stream.concat(options.stream(), Stream.of(further)).forEach(words::add);
        return CommandLine.run(data.resolveSibling("."), environment, words);
    }
}
