package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.vault.pkcs11.Cryptoki.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A session beside those of the JDK's provider, for one question and one thread. Sees what the
 * login lets it see, since a login is the whole process's, and makes none itself.
 */
final class TokenSession implements AutoCloseable {
    private static final long READ_WRITE = 2;
    private static final long SERIAL = 4;

    /** CK_MECHANISM: its number, a pointer to parameters and their length. */
    private static final long MECHANISM_BYTES = 24;

    /** CK_SESSION_INFO: the slot, the state (CKS_…), flags, a vendor's error. */
    private static final long INFO_BYTES = 32;

    private static final long STATE_AT = 8;

    /** Bytes of a CKA_ID: the digest of a public half in hexadecimal digits. */
    private static final int LONGEST_NAME = 64;

    /**
     * CKR_ATTRIBUTE_SENSITIVE, …_TYPE_INVALID, CKR_OBJECT_HANDLE_INVALID, CKR_BUFFER_TOO_SMALL: an
     * object that is gone since, or somebody else's.
     */
    private static final Set<Long> NO_NAME = Set.of(0x11L, 0x12L, 0x82L, 0x150L);

    /** Objects that are asked for in one call. */
    private static final int AT_ONCE = 1_000;

    private static final long READ_ONLY_USER = 1;
    private static final long READ_WRITE_USER = 3;

    private final Cryptoki library;
    private final Arena arena;
    private final long session;

    private TokenSession(Cryptoki library, Arena arena, long session) {
        this.library = library;
        this.arena = arena;
        this.session = session;
    }

    static TokenSession toRead(Cryptoki library, long slot) throws TokenTrouble {
        return open(library, slot, SERIAL);
    }

    static TokenSession toWrite(Cryptoki library, long slot) throws TokenTrouble {
        return open(library, slot, SERIAL | READ_WRITE);
    }

    private static TokenSession open(Cryptoki library, long slot, long flags) throws TokenTrouble {
        Arena arena = Arena.ofConfined();
        try {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            library.check(
                    Function.OPEN_SESSION,
                    slot,
                    flags,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    handle);
            return new TokenSession(library, arena, handle.get(JAVA_LONG, 0));
        } catch (TokenTrouble | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    Template template() {
        return new Template(arena);
    }

    /** As many objects as there are, up to so many. */
    long[] find(Template like, int most) throws TokenTrouble {
        library.check(Function.FIND_OBJECTS_INIT, session, like.array(), like.count());
        try {
            return next(most);
        } finally {
            library.raw(Function.FIND_OBJECTS_FINAL, session);
        }
    }

    /** Of the search that goes on. */
    private long[] next(int most) throws TokenTrouble {
        MemorySegment objects = arena.allocate(JAVA_LONG, most);
        MemorySegment count = arena.allocate(JAVA_LONG);
        library.check(Function.FIND_OBJECTS, session, objects, (long) most, count);
        return Told.first(count.get(JAVA_LONG, 0), JAVA_LONG, objects).toArray(JAVA_LONG);
    }

    /** What all objects of that class (CKO_…) are called: their CKA_ID, where that is a name. */
    Set<String> names(long objectClass) throws TokenTrouble {
        Set<String> names = new HashSet<>();
        for (long object : all(template().with(Template.CLASS, objectClass))) {
            try {
                byte[] name = read(object, Template.ID, LONGEST_NAME).toArray();
                names.add(new String(name, StandardCharsets.ISO_8859_1));
            } catch (CallFailed e) {
                if (!NO_NAME.contains(e.result())) {
                    throw e;
                }
            }
        }
        return names;
    }

    private List<Long> all(Template like) throws TokenTrouble {
        List<Long> all = new ArrayList<>();
        library.check(Function.FIND_OBJECTS_INIT, session, like.array(), like.count());
        try {
            for (long[] some = next(AT_ONCE); some.length > 0; some = next(AT_ONCE)) {
                Arrays.stream(some).forEach(all::add);
            }
        } finally {
            library.raw(Function.FIND_OBJECTS_FINAL, session);
        }
        return all;
    }

    /**
     * For who found nothing: private objects are hidden from a session that is not logged in.
     *
     * @throws TokenTrouble if it is not
     */
    void requireLogin() throws TokenTrouble {
        MemorySegment info = arena.allocate(INFO_BYTES, ADDRESS.byteSize());
        library.check(Function.GET_SESSION_INFO, session, info);
        long state = info.get(JAVA_LONG, STATE_AT);
        if (state != READ_ONLY_USER && state != READ_WRITE_USER) {
            throw new TokenTrouble("the login has ended, and what is private is hidden");
        }
    }

    /** An attribute's value, of at most so many bytes. */
    Bytes read(long object, long type, int most) throws TokenTrouble {
        MemorySegment value = arena.allocate(most);
        MemorySegment asked = template().with(type, value).array();
        library.check(Function.GET_ATTRIBUTE_VALUE, session, object, asked, 1L);
        long length = Template.lengthIn(asked);
        return Bytes.of(Told.first(length, JAVA_BYTE, value).toArray(JAVA_BYTE));
    }

    void generate(long mechanism, Template publicHalf, Template privateHalf) throws TokenTrouble {
        library.check(
                Function.GENERATE_KEY_PAIR,
                session,
                mechanism(mechanism),
                publicHalf.array(),
                publicHalf.count(),
                privateHalf.array(),
                privateHalf.count(),
                arena.allocate(JAVA_LONG),
                arena.allocate(JAVA_LONG));
    }

    /** A signature of at most so many bytes. */
    Bytes sign(long mechanism, long key, Bytes message, int most) throws TokenTrouble {
        library.check(Function.SIGN_INIT, session, mechanism(mechanism), key);
        MemorySegment content = arena.allocateFrom(JAVA_BYTE, message.toArray());
        MemorySegment signature = arena.allocate(most);
        MemorySegment length = arena.allocateFrom(JAVA_LONG, (long) most);
        library.check(Function.SIGN, session, content, content.byteSize(), signature, length);
        long told = length.get(JAVA_LONG, 0);
        return Bytes.of(Told.first(told, JAVA_BYTE, signature).toArray(JAVA_BYTE));
    }

    /** Without parameters. */
    private MemorySegment mechanism(long number) {
        MemorySegment mechanism = arena.allocate(MECHANISM_BYTES, ADDRESS.byteSize());
        mechanism.set(JAVA_LONG, 0, number);
        return mechanism;
    }

    @Override
    public void close() {
        try {
            library.raw(Function.CLOSE_SESSION, session);
        } finally {
            arena.close();
        }
    }
}
