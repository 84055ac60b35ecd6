package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Attributes as PKCS#11 takes them, an array of CK_ATTRIBUTE: what an object is to be, or is looked
 * for by. Lives as long as its arena.
 */
final class Template {
    /** CKA_… numbers (PKCS#11 2.40, base A). */
    static final long CLASS = 0x000;

    static final long TOKEN = 0x001;
    static final long PRIVATE = 0x002;
    static final long LABEL = 0x003;
    static final long KEY_TYPE = 0x100;
    static final long ID = 0x102;
    static final long SENSITIVE = 0x103;
    static final long SIGN = 0x108;
    static final long VERIFY = 0x10a;
    static final long EXTRACTABLE = 0x162;
    static final long LOCAL = 0x163;
    static final long NEVER_EXTRACTABLE = 0x164;
    static final long ALWAYS_SENSITIVE = 0x165;
    static final long EC_PARAMS = 0x180;
    static final long EC_POINT = 0x181;

    /** CKO_… numbers. */
    static final long CERTIFICATE = 1;

    static final long PUBLIC_KEY = 2;

    static final long PRIVATE_KEY = 3;

    /** CK_ATTRIBUTE: type, pointer to the value, its length. */
    private static final long ENTRY_BYTES = 24;

    private static final long VALUE_AT = 8;
    private static final long LENGTH_AT = 16;

    private final Arena arena;
    private final List<Attribute> attributes = new ArrayList<>();

    private record Attribute(long type, MemorySegment value) {}

    Template(Arena arena) {
        this.arena = arena;
    }

    Template with(long type, boolean value) {
        return with(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    Template with(long type, long value) {
        return with(type, arena.allocateFrom(JAVA_LONG, value));
    }

    Template with(long type, byte[] value) {
        return with(type, arena.allocateFrom(JAVA_BYTE, value));
    }

    /**
     * @param value that the library reads, or writes if it is asked for it
     */
    Template with(long type, MemorySegment value) {
        attributes.add(new Attribute(type, value));
        return this;
    }

    long count() {
        return attributes.size();
    }

    MemorySegment array() {
        MemorySegment array = arena.allocate(count() * ENTRY_BYTES, ADDRESS.byteSize());
        for (int each = 0; each < attributes.size(); each++) {
            Attribute attribute = attributes.get(each);
            MemorySegment entry = array.asSlice(each * ENTRY_BYTES, ENTRY_BYTES);
            entry.set(JAVA_LONG, 0, attribute.type());
            entry.set(ADDRESS, VALUE_AT, attribute.value());
            entry.set(JAVA_LONG, LENGTH_AT, attribute.value().byteSize());
        }
        return array;
    }

    /** How long the library says that the array's first value is. */
    static long lengthIn(MemorySegment array) {
        return array.get(JAVA_LONG, LENGTH_AT);
    }
}
