package dev.tabellion.server.eye;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One repository to be looked at.
 *
 * @param url the folder of its metadata, ending in a slash
 * @param collection the one of ours that it shows; null for another's repository
 * @param firstRoot the version to begin with
 * @param root the digest of that root's file; null to believe the first one that comes
 * @param authorities whom to believe that the host is it; null for whom the JDK believes
 */
public record Watch(
        WatchName name,
        URI url,
        Dialect dialect,
        @Nullable Gun collection,
        Version firstRoot,
        @Nullable Sha256 root,
        Duration period,
        @Nullable Path authorities) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public Watch {
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http")) || !url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the url of " + name + " must be http(s) and end in a slash: " + url);
        }
        if (period.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the period of " + name + " is under a second");
        }
    }

    Watched watched() {
        return new Watched(url.toString(), dialect, collection);
    }
}
