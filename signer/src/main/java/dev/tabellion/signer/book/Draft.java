package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that has no place in the journal yet.
 *
 * @param kind its permanent name and revision, such as {@code signed/1}
 * @param time the signer's clock when it decided
 * @param by who asked; null for somebody unknown
 * @param suppressed how many entries of the same asker were counted and not written before this one
 * @param told what it tells, by kind
 * @param found what the row is found by
 * @param payload what was signed, for retries; {@code told} holds its digest
 * @param standing what was remembered of the life until now; {@code told} holds its digest
 */
record Draft(
        String kind,
        Instant time,
        @Nullable String by,
        long suppressed,
        PlainJson told,
        Found found,
        @Nullable Bytes payload,
        @Nullable Bytes standing) {

    /** All of it follows from the entry: a row that says otherwise was changed. */
    record Found(
            @Nullable Gun gun,
            @Nullable Integer life,
            @Nullable RoleName role,
            @Nullable Version version,
            List<KeyId> keys,
            @Nullable Sha256 timestamp,
            @Nullable Sha256 settles) {
        static final Found BY_NOTHING = new Found(null, null, null, null, List.of(), null, null);

        Found {
            keys = List.copyOf(keys);
        }

        static Found by(KeyPlace place, List<KeyId> keys) {
            return new Found(place.gun(), place.life(), place.role(), null, keys, null, null);
        }

        static Found by(Gun gun, int life) {
            return new Found(gun, life, null, null, List.of(), null, null);
        }

        Found signing(Version signed, @Nullable Sha256 file) {
            return new Found(gun, life, role, signed, keys, file, settles);
        }

        Found settling(@Nullable Sha256 file) {
            return new Found(gun, life, role, version, keys, timestamp, file);
        }
    }

    /** The entry at a place of the chain. */
    JournalEntry at(long seq, Sha256 previous) {
        PlainJson json =
                new PlainJson()
                        .number("seq", seq)
                        .text("previous", previous.hex())
                        .text("kind", kind)
                        .text("time", time.toString())
                        .text("by", by)
                        .object("told", told);
        if (suppressed > 0) {
            json.number("suppressed", suppressed);
        }
        Bytes bytes = json.bytes();
        return new JournalEntry(seq, bytes.sha256(), bytes);
    }
}
