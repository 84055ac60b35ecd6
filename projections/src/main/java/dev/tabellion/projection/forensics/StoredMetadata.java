package dev.tabellion.projection.forensics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record's documents, read as what they are. */
record StoredMetadata(DocumentTable documents) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredMetadata.class);

    /** How long they are, without reading them. */
    Map<Sha256, Long> lengths(Collection<Sha256> digests) {
        return documents.lengths(digests);
    }

    /** All at once: it is for the caller to ask for few. What cannot be read is left out. */
    Map<Sha256, Metadata> read(Map<Sha256, RoleName> wanted) {
        Map<Sha256, Bytes> files = documents.all(wanted.keySet());
        Map<Sha256, Metadata> read = new HashMap<>();
        files.entrySet().parallelStream()
                .map(file -> new Read(file.getKey(), parsed(file, wanted)))
                .toList()
                .forEach(
                        each -> {
                            if (each.metadata() != null) {
                                read.put(each.digest(), each.metadata());
                            }
                        });
        return read;
    }

    /**
     * @param metadata null if it cannot be read
     */
    private record Read(Sha256 digest, @Nullable Metadata metadata) {}

    /** All collections have this dialect until another one can be published. */
    private static @Nullable Metadata parsed(
            Map.Entry<Sha256, Bytes> file, Map<Sha256, RoleName> roles) {
        RoleName role = roles.getOrDefault(file.getKey(), RoleName.TARGETS);
        try {
            return Dialect.NOTARY_V1.read(role, file.getValue()).metadata();
        } catch (MalformedMetadata e) {
            LOG.atWarn().addKeyValue("digest", file.getKey()).setCause(e).log("document-not-read");
            return null;
        }
    }
}
