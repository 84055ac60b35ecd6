package dev.tabellion.dialect;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The types that every metadata file has, whatever its role. Notary's server decodes these before
 * it looks at anything else, and answers otherwise if it cannot. What is absent is no matter here.
 */
final class NotaryOutline {
    private NotaryOutline() {}

    static void check(Json document) throws MalformedMetadata {
        SortedMap<String, Json> file = object("the document", document);
        require("signatures: must be an array", file.get("signatures"), Json.Arr.class);
        SortedMap<String, Json> signed = object("signed", file.get("signed"));
        require("signed._type: must be a string", signed.get("_type"), Json.Str.class);
        require("signed.version: must be a whole number", signed.get("version"), Json.Int.class);
        checkExpires(signed.get("expires"));
    }

    private static void checkExpires(@Nullable Json expires) throws MalformedMetadata {
        if (expires == null || expires instanceof Json.Null) {
            return;
        }
        try {
            Rfc3339.instant(Place.top("signed").at("expires"), expires);
        } catch (MalformedMetadata e) {
            throw MalformedMetadata.unreadable(e.problem());
        }
    }

    private static SortedMap<String, Json> object(String name, @Nullable Json value)
            throws MalformedMetadata {
        if (isAbsent(value)) {
            return new TreeMap<>();
        }
        if (value instanceof Json.Obj(SortedMap<String, Json> members)) {
            return members;
        }
        throw MalformedMetadata.unreadable(name + ": must be an object");
    }

    private static void require(String rule, @Nullable Json value, Class<? extends Json> kind)
            throws MalformedMetadata {
        if (!isAbsent(value) && !kind.isInstance(value)) {
            throw MalformedMetadata.unreadable(rule);
        }
    }

    private static boolean isAbsent(@Nullable Json value) {
        return value == null || value instanceof Json.Null;
    }
}
