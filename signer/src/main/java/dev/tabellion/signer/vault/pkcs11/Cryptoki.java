package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The functions of a PKCS#11 library that the JDK's provider keeps to itself: finding a token by
 * its label, reading a key's attributes, starting the library anew, and what Ed25519 needs. Never
 * touches a private key's value.
 *
 * <p>Written for 64-bit Unix (Linux and macOS on x86-64 and aarch64), where CK_ULONG is as long as
 * a pointer and structures are aligned naturally. State belongs to the library and is one for the
 * whole process.
 */
@SuppressWarnings("restricted") // calling native code is what it is for
final class Cryptoki {
    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long NOT_INITIALIZED = 0x190;

    private static final long OS_LOCKING_OK = 2;
    private static final long INITIALIZE_ARGS_BYTES = 48;
    private static final long FLAGS_AT = 32;

    private static final byte TOKEN_PRESENT = 1;
    private static final int LABEL_BYTES = 32;
    private static final long TOKEN_INFO_BYTES = 256; // 208, and room for a vendor's error

    /** CK_FUNCTION_LIST begins with a version of two bytes, padded to a pointer. */
    private static final long FUNCTIONS_AT = 8;

    private static final int FUNCTIONS = 68;

    private final MemorySegment functions;
    private final ConcurrentMap<Function, MethodHandle> handles = new ConcurrentHashMap<>();

    private Cryptoki(MemorySegment functions) {
        this.functions = functions;
    }

    /** What is called here, by its place in CK_FUNCTION_LIST (PKCS#11 2.40, base 3.6). */
    record Function(String name, int place, FunctionDescriptor descriptor) {
        static final Function INITIALIZE = of("C_Initialize", 0, ADDRESS);
        static final Function FINALIZE = of("C_Finalize", 1, ADDRESS);
        static final Function GET_SLOT_LIST = of("C_GetSlotList", 4, JAVA_BYTE, ADDRESS, ADDRESS);
        static final Function GET_TOKEN_INFO = of("C_GetTokenInfo", 6, JAVA_LONG, ADDRESS);
        static final Function OPEN_SESSION =
                of("C_OpenSession", 12, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        static final Function CLOSE_SESSION = of("C_CloseSession", 13, JAVA_LONG);
        static final Function GET_SESSION_INFO = of("C_GetSessionInfo", 15, JAVA_LONG, ADDRESS);
        static final Function GET_ATTRIBUTE_VALUE =
                of("C_GetAttributeValue", 24, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
        static final Function FIND_OBJECTS_INIT =
                of("C_FindObjectsInit", 26, JAVA_LONG, ADDRESS, JAVA_LONG);
        static final Function FIND_OBJECTS =
                of("C_FindObjects", 27, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
        static final Function FIND_OBJECTS_FINAL = of("C_FindObjectsFinal", 28, JAVA_LONG);
        static final Function SIGN_INIT = of("C_SignInit", 42, JAVA_LONG, ADDRESS, JAVA_LONG);
        static final Function SIGN =
                of("C_Sign", 43, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        static final Function GENERATE_KEY_PAIR =
                of(
                        "C_GenerateKeyPair",
                        59,
                        JAVA_LONG,
                        ADDRESS,
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        ADDRESS);

        private static Function of(String name, int place, MemoryLayout... parameters) {
            return new Function(name, place, FunctionDescriptor.of(JAVA_LONG, parameters));
        }
    }

    /**
     * @throws IllegalArgumentException if that is no PKCS#11 library for this machine
     */
    static Cryptoki load(Path library) {
        try {
            // never unloaded: the provider keeps pointers into it, too
            SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
            return new Cryptoki(functionList(symbols.findOrThrow("C_GetFunctionList")));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    library + " is not a PKCS#11 library that works here: " + e.getMessage(), e);
        }
    }

    private static MemorySegment functionList(MemorySegment getFunctionList) {
        MethodHandle get =
                Linker.nativeLinker()
                        .downcallHandle(getFunctionList, FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ADDRESS);
            long result = call(get, pointer);
            if (result != OK) {
                throw new IllegalStateException("C_GetFunctionList gave " + result);
            }
            return pointer.get(ADDRESS, 0)
                    .reinterpret(FUNCTIONS_AT + FUNCTIONS * ADDRESS.byteSize());
        }
    }

    private MethodHandle handleOf(Function function) {
        long offset = FUNCTIONS_AT + function.place() * ADDRESS.byteSize();
        return Linker.nativeLinker()
                .downcallHandle(functions.get(ADDRESS, offset), function.descriptor());
    }

    /** Starts the library, unless somebody in this process has. */
    void initialize() throws TokenTrouble {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(INITIALIZE_ARGS_BYTES, ADDRESS.byteSize());
            arguments.set(JAVA_LONG, FLAGS_AT, OS_LOCKING_OK);
            long result = raw(Function.INITIALIZE, arguments);
            if (result != OK && result != ALREADY_INITIALIZED) {
                throw failed(Function.INITIALIZE, result);
            }
        }
    }

    /**
     * Starts the library anew: some see a token that was gone only then. All sessions of the
     * process end, so nobody may be in a call.
     */
    void restart() throws TokenTrouble {
        long result = raw(Function.FINALIZE, MemorySegment.NULL);
        if (result != OK && result != NOT_INITIALIZED) {
            throw failed(Function.FINALIZE, result);
        }
        initialize();
    }

    /** The number of the slot whose token bears the label. */
    long slotLabelled(String label) throws TokenTrouble {
        try (Arena arena = Arena.ofConfined()) {
            for (long slot : slots(arena)) {
                MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, ADDRESS.byteSize());
                if (raw(Function.GET_TOKEN_INFO, slot, info) == OK && label.equals(labelOf(info))) {
                    return slot;
                }
            }
        }
        throw new TokenTrouble("no token bears the label '" + label + "'");
    }

    private static String labelOf(MemorySegment tokenInfo) {
        byte[] padded = tokenInfo.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
        return new String(padded, StandardCharsets.UTF_8).stripTrailing();
    }

    private long[] slots(Arena arena) throws TokenTrouble {
        MemorySegment count = arena.allocate(JAVA_LONG);
        check(Function.GET_SLOT_LIST, TOKEN_PRESENT, MemorySegment.NULL, count);
        MemorySegment slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
        check(Function.GET_SLOT_LIST, TOKEN_PRESENT, slots, count);
        return Told.first(count.get(JAVA_LONG, 0), JAVA_LONG, slots).toArray(JAVA_LONG);
    }

    void check(Function function, Object... arguments) throws TokenTrouble {
        long result = raw(function, arguments);
        if (result != OK) {
            throw failed(function, result);
        }
    }

    /** The function's own result: 0 for success. */
    long raw(Function function, Object... arguments) {
        return call(handles.computeIfAbsent(function, this::handleOf), arguments);
    }

    private static TokenTrouble failed(Function function, long result) {
        return new CallFailed(function.name(), result);
    }

    @SuppressWarnings("CatchingUnchecked") // what a method handle declares to throw
    private static long call(MethodHandle handle, Object... arguments) {
        try {
            return (long) handle.invokeWithArguments(List.of(arguments));
        } catch (Throwable e) {
            throw new IllegalStateException("calling into the PKCS#11 library", e);
        }
    }
}
