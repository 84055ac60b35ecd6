package dev.tabellion.signer.vault.pkcs11;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/** What a library wrote where it was given room, as it says itself how much that is. */
final class Told {
    private Told() {}

    /**
     * @throws TokenTrouble if that is more than there was room for, or nothing that can be told
     */
    static MemorySegment first(long count, MemoryLayout each, MemorySegment room)
            throws TokenTrouble {
        long fits = room.byteSize() / each.byteSize();
        if (count < 0 || count > fits) {
            throw new TokenTrouble(
                    "the library tells of %s where there is room for %d"
                            .formatted(Long.toUnsignedString(count), fits));
        }
        return room.asSlice(0, count * each.byteSize());
    }
}
