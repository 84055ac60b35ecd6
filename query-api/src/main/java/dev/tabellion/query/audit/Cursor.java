package dev.tabellion.query.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.query.http.Refused;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where to go on: after which leaf, which way, for which filter. Stable under writes, for the log
 * only grows at its end. Names nothing that was filtered.
 */
record Cursor(Direction direction, long leaf, Bytes filter) {
    private static final int LENGTH = 21;
    private static final byte NEWEST = 1;
    private static final byte OLDEST = 2;

    static Cursor after(long leaf, Direction direction, AuditFilter filter) {
        return new Cursor(direction, leaf, filter.fingerprint());
    }

    static Cursor read(String text) {
        byte[] bytes = decoded(text);
        if (bytes.length != LENGTH || (bytes[0] != NEWEST && bytes[0] != OLDEST)) {
            throw notOurs();
        }
        ByteBuffer cursor = ByteBuffer.wrap(bytes);
        Direction direction =
                cursor.get() == NEWEST ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
        return new Cursor(direction, cursor.getLong(), Bytes.of(bytes).slice(9, LENGTH));
    }

    /** The leaf, if the cursor is for this question. */
    long leafFor(Direction wanted, AuditFilter wantedFilter) {
        if (direction != wanted || !filter.equals(wantedFilter.fingerprint())) {
            throw Refused.badRequest(
                    "this cursor is of another filter or order: go on with the same ones");
        }
        return leaf;
    }

    String text() {
        ByteBuffer cursor = ByteBuffer.allocate(LENGTH);
        cursor.put(direction == Direction.NEWEST_FIRST ? NEWEST : OLDEST)
                .putLong(leaf)
                .put(filter.toArray());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static Refused notOurs() {
        return Refused.badRequest("this cursor is none that was given out here");
    }
}
