package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tabellion.signer.vault.pkcs11.Cryptoki.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the token itself says of a private key: whether it may leave, ever might have, and was born
 * there. Read from the token each time, never remembered from what was asked for at its birth.
 */
final class KeyFlags {
    /** CKA_… numbers (PKCS#11 2.40, base A). */
    private static final Map<String, Long> ASKED =
            Map.of(
                    "token", 0x001L,
                    "private", 0x002L,
                    "sensitive", 0x103L,
                    "extractable", 0x162L,
                    "local", 0x163L,
                    "never-extractable", 0x164L,
                    "always-sensitive", 0x165L);

    private static final long CLASS = 0x000;
    private static final long PRIVATE_KEY = 3;
    private static final long ID = 0x102;
    private static final long SERIAL_SESSION = 4;
    private static final int ATTRIBUTE_BYTES = 24; // type, pointer, length

    private final Cryptoki library;

    KeyFlags(Cryptoki library) {
        this.library = library;
    }

    /** By name, {@code yes}, {@code no}, or {@code unknown} where the token does not say. */
    SortedMap<String, String> of(long slot, String alias) throws TokenTrouble {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            library.check(
                    Function.OPEN_SESSION,
                    slot,
                    SERIAL_SESSION,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    handle);
            long session = handle.get(JAVA_LONG, 0);
            try {
                return read(arena, session, find(arena, session, alias));
            } finally {
                library.raw(Function.CLOSE_SESSION, session);
            }
        }
    }

    private long find(Arena arena, long session, String alias) throws TokenTrouble {
        byte[] id = alias.getBytes(StandardCharsets.UTF_8);
        MemorySegment template = arena.allocate(2L * ATTRIBUTE_BYTES, ADDRESS.byteSize());
        attribute(template, 0, CLASS, arena.allocateFrom(JAVA_LONG, PRIVATE_KEY));
        attribute(template, ATTRIBUTE_BYTES, ID, arena.allocateFrom(JAVA_BYTE, id));
        library.check(Function.FIND_OBJECTS_INIT, session, template, 2L);
        try {
            MemorySegment object = arena.allocate(JAVA_LONG);
            MemorySegment count = arena.allocate(JAVA_LONG);
            library.check(Function.FIND_OBJECTS, session, object, 1L, count);
            if (count.get(JAVA_LONG, 0) != 1) {
                throw new TokenTrouble("the token has no private key " + alias);
            }
            return object.get(JAVA_LONG, 0);
        } finally {
            library.raw(Function.FIND_OBJECTS_FINAL, session);
        }
    }

    private SortedMap<String, String> read(Arena arena, long session, long object) {
        SortedMap<String, String> flags = new TreeMap<>();
        ASKED.forEach(
                (name, type) -> {
                    MemorySegment value = arena.allocate(JAVA_BYTE);
                    MemorySegment asked = arena.allocate(ATTRIBUTE_BYTES, ADDRESS.byteSize());
                    attribute(asked, 0, type, value);
                    long result =
                            library.raw(Function.GET_ATTRIBUTE_VALUE, session, object, asked, 1L);
                    flags.put(name, result == 0 ? yesOrNo(value) : "unknown");
                });
        return flags;
    }

    private static String yesOrNo(MemorySegment value) {
        return value.get(JAVA_BYTE, 0) == 0 ? "no" : "yes";
    }

    private static void attribute(MemorySegment at, long offset, long type, MemorySegment value) {
        at.set(JAVA_LONG, offset, type);
        at.set(ADDRESS, offset + JAVA_LONG.byteSize(), value);
        at.set(JAVA_LONG, offset + 2 * JAVA_LONG.byteSize(), value.byteSize());
    }
}
