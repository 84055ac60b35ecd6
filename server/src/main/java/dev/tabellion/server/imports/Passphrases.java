package dev.tabellion.server.imports;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The passphrases of a Notary's signer by their aliases: from {@code NOTARY_SIGNER_<ALIAS>} in the
 * environment, as Notary has them, or from a file of lines {@code alias=passphrase}, which wins.
 */
public final class Passphrases {
    private static final String PREFIX = "NOTARY_SIGNER_";

    private final Map<String, String> byAlias;

    private Passphrases(Map<String, String> byAlias) {
        this.byAlias = Map.copyOf(byAlias);
    }

    public static Passphrases of(Map<String, String> environment, @Nullable Path file) {
        Map<String, String> byAlias = new HashMap<>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        byAlias.put(name.substring(PREFIX.length()), value);
                    }
                });
        if (file != null) {
            read(file)
                    .forEach(
                            (alias, value) -> byAlias.put(upper(alias.toString()), (String) value));
        }
        return new Passphrases(byAlias);
    }

    @Nullable String of(String alias) {
        return byAlias.get(upper(alias));
    }

    static String variableOf(String alias) {
        return PREFIX + upper(alias);
    }

    private static String upper(String alias) {
        return alias.toUpperCase(Locale.ROOT);
    }

    private static Properties read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("reading the passphrases in " + file, e);
        }
    }

    @Override
    public String toString() {
        return "Passphrases" + byAlias.keySet();
    }
}
