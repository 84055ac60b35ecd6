package dev.tabellion.signer.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.DocumentReading;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;

/**
 * Remembers what documents say, by their digests: the root and the snapshot of a base are presented
 * again with each request, and reading them costs more than judging them. Never remembers whether
 * they were signed.
 */
final class ReadDocuments implements DocumentReading {
    private static final long MOST_BYTES = 16L << 20;

    /** What objects and maps take beside the bytes, roughly. */
    private static final int TIMES = 4;

    private static final int OVERHEAD = 512;

    private record Name(Dialect dialect, RoleName role, Sha256 digest) {}

    private final Cache<Name, Signed<?>> read =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .weigher((Name _, Signed<?> file) -> weight(file))
                    .build();

    @Override
    public Signed<?> read(Dialect dialect, RoleName role, Bytes file) throws MalformedMetadata {
        Name name = new Name(dialect, role, file.sha256());
        Signed<?> known = read.getIfPresent(name);
        if (known != null) {
            return known;
        }
        Signed<?> fresh = dialect.read(role, file);
        read.put(name, fresh);
        return fresh;
    }

    private static int weight(Signed<?> file) {
        return OVERHEAD + TIMES * file.raw().length();
    }
}
