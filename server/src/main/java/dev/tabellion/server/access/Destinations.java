package dev.tabellion.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestPath;
import org.jspecify.annotations.Nullable;

/**
 * Where paths lead. Remembers what was read lately, since the same few files are asked for again
 * and again; a path decides its route alone, so nothing remembered can be wrong.
 */
final class Destinations {
    private static final int LONGEST_REMEMBERED = 512;
    private static final int REMEMBERED = 10_000;

    private final Cache<String, Destination> reads =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A path, what Notary has there for a method, and what that demands. */
    record Destination(RequestPath path, NotaryRoute route, Demand demand) {}

    /** Null if the path cannot be decoded. */
    @Nullable Destination of(String method, String raw) {
        if (!method.equals("GET") || raw.length() > LONGEST_REMEMBERED) {
            return read(method, raw);
        }
        var known = reads.getIfPresent(raw);
        if (known != null) {
            return known;
        }
        var read = read(method, raw);
        if (read != null) {
            reads.put(raw, read);
        }
        return read;
    }

    private static @Nullable Destination read(String method, String raw) {
        var path = RequestPath.ofRaw(raw);
        if (path == null) {
            return null;
        }
        var route = NotaryRoute.of(method, path.decoded());
        return new Destination(path, route, Demand.of(method, path.decoded(), route));
    }
}
