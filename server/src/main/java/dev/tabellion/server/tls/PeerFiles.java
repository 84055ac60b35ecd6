package dev.tabellion.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The PEM files of one end of a connection between trust domains.
 *
 * @param authority the certificates of who issues the other end's, and nobody else's
 * @param certificate what we show, with its chain
 * @param key its private key
 */
public record PeerFiles(Path authority, Path certificate, Path key) {

    /** As {@code tabellion certificates} writes them into one directory. */
    public static PeerFiles in(Path directory) {
        return new PeerFiles(
                directory.resolve("ca.pem"),
                directory.resolve("cert.pem"),
                directory.resolve("key.pem"));
    }

    /** All that they hold, to see whether it is still the same. */
    List<String> contents() throws IOException {
        var contents = new ArrayList<String>();
        for (var file : List.of(authority, certificate, key)) {
            contents.add(Files.readString(file));
        }
        return contents;
    }
}
