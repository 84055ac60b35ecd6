package dev.tabellion.server.imports;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an operator says that a Notary's rows are. */
public sealed interface NotarySource permits NotaryAddress, NotaryDumpFile {

    /**
     * @param password of a database, unless its address has one
     * @throws IllegalArgumentException if it is neither an address nor a file
     */
    static NotarySource parse(String text, @Nullable String password) {
        NotaryAddress address = NotaryAddress.parse(text);
        if (address != null) {
            return address.orPassword(password);
        }
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                return new NotaryDumpFile(file);
            }
        } catch (InvalidPathException e) {
            throw neither(e);
        }
        throw neither(null);
    }

    private static IllegalArgumentException neither(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "A Notary's database is given as jdbc:postgresql://…, jdbc:mariadb://…,"
                        + " postgres://…, user:password@tcp(host:port)/database, or as the file"
                        + " of its dump.",
                cause);
    }
}
