package dev.tabellion.server.eye;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.server.inspection.TrustedKeys;
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
 * @param keeps so many bytes of what was seen, and as many of what is still to be told
 * @param targets where its targets are; null where nobody serves any, or they are not looked at
 * @param log null where there is none, or it is not looked at
 */
public record Watch(
        WatchName name,
        URI url,
        Dialect dialect,
        @Nullable Gun collection,
        Version firstRoot,
        @Nullable Sha256 root,
        Duration period,
        @Nullable Path authorities,
        long keeps,
        @Nullable TargetFiles targets,
        @Nullable SeenLog log) {
    /**
     * The log that the repository is recorded in.
     *
     * @param url its prefix: what stands before {@code /checkpoint}
     * @param keys by which its checkpoints are believed
     * @param collection as the log calls what is watched; null if no entries are read
     * @param token a file with what an auditor shows there; null where nobody asks for it
     */
    public record SeenLog(
            URI url, TrustedKeys keys, @Nullable Gun collection, @Nullable Path token) {
        public SeenLog {
            if (!isOnline(url)) {
                throw new IllegalArgumentException("a log's prefix must be http(s): " + url);
            }
            if (token != null && !ServerSink.isPrivate(url)) {
                throw new IllegalArgumentException(
                        "a token for a log goes by https, and by http only on its own machine: "
                                + url);
            }
        }
    }

    /** Years of timestamps, and not the disk. */
    public static final long KEEPS = 1L << 30;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A day less than its word may wait. */
    private static final Duration LONGEST = Judgement.LATEST_AGAIN.minusDays(1);

    public Watch {
        if (!isOnline(url) || !url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the url of " + name + " must be http(s) and end in a slash: " + url);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the period of " + name + " is under a second or over six days");
        }
    }

    private static boolean isOnline(URI url) {
        String scheme = String.valueOf(url.getScheme());
        return scheme.equals("https") || scheme.equals("http");
    }

    Watched watched() {
        return new Watched(url.toString(), dialect, collection);
    }
}
