package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the token itself says of a private key: whether it may leave, ever might have, and was born
 * there. Read from the token each time, never remembered from what was asked for at its birth.
 */
final class KeyFlags {
    private static final Map<String, Long> ASKED =
            Map.of(
                    "token", Template.TOKEN,
                    "private", Template.PRIVATE,
                    "sensitive", Template.SENSITIVE,
                    "extractable", Template.EXTRACTABLE,
                    "local", Template.LOCAL,
                    "never-extractable", Template.NEVER_EXTRACTABLE,
                    "always-sensitive", Template.ALWAYS_SENSITIVE);

    /** CKR_ATTRIBUTE_…: it will not say, or knows no such thing. All else is trouble. */
    private static final long ATTRIBUTE_SENSITIVE = 0x11;

    private static final long ATTRIBUTE_TYPE_INVALID = 0x12;

    private final Cryptoki library;

    KeyFlags(Cryptoki library) {
        this.library = library;
    }

    /** By name, {@code yes}, {@code no}, or {@code unknown} where the token does not say. */
    SortedMap<String, String> of(long slot, String alias) throws TokenTrouble {
        try (TokenSession session = TokenSession.toRead(library, slot)) {
            return of(session, find(session, alias));
        }
    }

    private static long find(TokenSession session, String alias) throws TokenTrouble {
        Template named =
                session.template()
                        .with(Template.CLASS, Template.PRIVATE_KEY)
                        .with(Template.ID, alias.getBytes(StandardCharsets.UTF_8));
        long[] objects = session.find(named, 1);
        if (objects.length != 1) {
            throw new TokenTrouble("the token has no private key " + alias);
        }
        return objects[0];
    }

    static SortedMap<String, String> of(TokenSession session, long object) throws TokenTrouble {
        SortedMap<String, String> flags = new TreeMap<>();
        for (Map.Entry<String, Long> each : ASKED.entrySet()) {
            flags.put(each.getKey(), flag(session, object, each.getValue()));
        }
        return flags;
    }

    private static String flag(TokenSession session, long object, long type) throws TokenTrouble {
        try {
            Bytes value = session.read(object, type, 1);
            return value.length() == 0 ? "unknown" : value.at(0) == 0 ? "no" : "yes";
        } catch (CallFailed e) {
            if (e.result() == ATTRIBUTE_SENSITIVE || e.result() == ATTRIBUTE_TYPE_INVALID) {
                return "unknown";
            }
            throw e;
        }
    }
}
