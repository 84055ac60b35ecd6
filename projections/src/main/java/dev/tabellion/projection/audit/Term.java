package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One fact that leaves are looked up by, as the index has it: the first half of a SHA-256. Two
 * facts with one term would take 2^64 tries to make.
 */
record Term(UUID id) {
    static Term of(TermKind kind, String value) {
        ByteBuffer digest = Sha256.rawOf(Bytes.utf8(kind + "\0" + value)).buffer();
        return new Term(new UUID(digest.getLong(), digest.getLong()));
    }
}
