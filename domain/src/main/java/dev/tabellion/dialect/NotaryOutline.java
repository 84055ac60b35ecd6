package dev.tabellion.dialect;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that every metadata file has, whatever its role. Notary's server decodes these before
 * it looks at anything else, and answers otherwise if it cannot. What is absent is no matter here.
 */
final class NotaryOutline {
    /** RFC 3339 with up to nine digits of a second's fraction and any offset. */
    private static final Pattern RFC3339 =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private NotaryOutline() {}

    static void check(Json document) throws MalformedMetadata {
        SortedMap<String, Json> file = object("the document", document);
        require("signatures: must be an array", file.get("signatures"), Json.Arr.class);
        SortedMap<String, Json> signed = object("signed", file.get("signed"));
        require("signed._type: must be a string", signed.get("_type"), Json.Str.class);
        require("signed.version: must be a whole number", signed.get("version"), Json.Int.class);
        checkExpires(signed.get("expires"));
    }

    static Instant instant(Place place, Json value) throws MalformedMetadata {
        String text = Members.asString(place, value);
        try {
            if (RFC3339.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeParseException e) {
            // falls through: the right shape, but no such day or time
        }
        throw new MalformedMetadata(place + ": must be a date and time of RFC 3339");
    }

    private static void checkExpires(@Nullable Json expires) throws MalformedMetadata {
        if (expires == null || expires instanceof Json.Null) {
            return;
        }
        try {
            instant(Place.top("signed").at("expires"), expires);
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
