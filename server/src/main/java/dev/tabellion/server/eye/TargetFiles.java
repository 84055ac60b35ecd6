package dev.tabellion.server.eye;

import dev.tabellion.dialect.Dialect;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the files are that a repository's metadata describes, and how many of them a look fetches.
 *
 * @param url the folder of targets, ending in a slash
 * @param atOnce of all there are, other ones in each look
 * @param longest files that are longer are not looked at, in bytes
 */
public record TargetFiles(URI url, int atOnce, long longest) {
    public static final int AT_ONCE = 8;
    public static final long LONGEST = 16L << 20;

    public TargetFiles {
        String scheme = String.valueOf(url.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http")) || !url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the url of targets must be http(s) and end in a slash: " + url);
        }
        if (atOnce < 1 || longest < 1 || longest > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("at least one target of a byte, at most 1 GiB");
        }
    }

    /**
     * The name under which a target is asked for, fit for a URL: with consistent snapshots its
     * digest stands before the last part of its path (specification 5.7.3).
     *
     * @param digest in hex, null where the repository has no consistent snapshots
     */
    static String name(String path, Dialect dialect, @Nullable String digest) {
        int last = path.lastIndexOf('/') + 1;
        String named =
                digest == null || dialect == Dialect.NOTARY_V1
                        ? path
                        : path.substring(0, last) + digest + "." + path.substring(last);
        return Arrays.stream(named.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
