package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents shown as evidence, found by the digests that what is known and what is to be signed
 * name. What neither names is not even read.
 */
final class Presented implements Documents {
    private record Name(RoleName role, Sha256 digest) {}

    private final Dialect dialect;
    private final DocumentReading reading;
    private final Map<Sha256, Bytes> files = new HashMap<>();
    private final Map<Name, Signed<?>> loaded = new HashMap<>();

    Presented(List<Upload> evidence, Dialect dialect, DocumentReading reading) {
        this.dialect = dialect;
        this.reading = reading;
        evidence.forEach(upload -> files.put(upload.file().sha256(), upload.file()));
    }

    @Nullable Bytes file(Sha256 digest) {
        return files.get(digest);
    }

    /** Reads a document that is needed; tells if it is not there or is none of the role. */
    Optional<Verdict> load(RoleName role, Sha256 digest) {
        Name name = new Name(role, digest);
        Bytes file = files.get(digest);
        if (file == null) {
            return Optional.of(new Verdict.Missing(role, digest));
        }
        if (!loaded.containsKey(name)) {
            try {
                loaded.put(name, reading.read(dialect, role, file));
            } catch (MalformedMetadata e) {
                return Optional.of(new Verdict.Unjustified(Offer.rejection(role, e)));
            }
        }
        return Optional.empty();
    }

    /** One that was loaded. */
    @Override
    public Signed<?> read(RoleName role, Sha256 digest) {
        Signed<?> file = loaded.get(new Name(role, digest));
        if (file == null) {
            throw new IllegalStateException(
                    "the " + role + " " + digest + " was asked for and not loaded before");
        }
        return file;
    }
}
