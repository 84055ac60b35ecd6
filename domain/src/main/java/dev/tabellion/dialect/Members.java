package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read as a known shape. Members it does not know it lets pass; a known one in other
 * letters it refuses, because Go's readers take it for the known one. A null is an absent member.
 */
final class Members {
    private static final int LONGEST_KNOWN = 24;

    private final Place place;
    private final SortedMap<String, Json> members;

    private Members(Place place, SortedMap<String, Json> members) {
        this.place = place;
        this.members = members;
    }

    static Members of(Place place, Json value, Set<String> known) throws MalformedMetadata {
        Members read = new Members(place, mapOf(place, value));
        for (String name : read.members.keySet()) {
            if (!known.contains(name) && known.contains(folded(name))) {
                throw new MalformedMetadata(
                        place.at(name) + ": is spelled " + folded(name) + ", in these letters");
            }
        }
        return read;
    }

    Place at(String name) {
        return place.at(name);
    }

    @Nullable Json get(String name) {
        Json value = members.get(name);
        return value instanceof Json.Null ? null : value;
    }

    Json required(String name) throws MalformedMetadata {
        Json value = get(name);
        if (value == null) {
            throw new MalformedMetadata(at(name) + ": is missing");
        }
        return value;
    }

    String string(String name) throws MalformedMetadata {
        return asString(at(name), required(name));
    }

    long integer(String name) throws MalformedMetadata {
        if (required(name) instanceof Json.Int(long value)) {
            return value;
        }
        throw new MalformedMetadata(at(name) + ": must be a whole number");
    }

    /** False where it is absent. */
    boolean bool(String name) throws MalformedMetadata {
        Json value = get(name);
        if (value != null && !(value instanceof Json.Bool)) {
            throw new MalformedMetadata(at(name) + ": must be true or false");
        }
        return value instanceof Json.Bool(boolean flag) && flag;
    }

    Bytes base64(String name) throws MalformedMetadata {
        return asBase64(at(name), required(name));
    }

    /** The members of an object whose names are data; none where it is absent. */
    Map<String, Json> map(String name) throws MalformedMetadata {
        Json value = get(name);
        return value == null ? new TreeMap<>() : mapOf(at(name), value);
    }

    /** None where it is absent. */
    List<Json> list(String name) throws MalformedMetadata {
        Json value = get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Arr(List<Json> items)) {
            return items;
        }
        throw new MalformedMetadata(at(name) + ": must be an array");
    }

    static String asString(Place place, Json value) throws MalformedMetadata {
        if (value instanceof Json.Str(String string)) {
            return string;
        }
        throw new MalformedMetadata(place + ": must be a string");
    }

    static Bytes asBase64(Place place, Json value) throws MalformedMetadata {
        try {
            return Bytes.base64(asString(place, value));
        } catch (IllegalArgumentException e) {
            throw new MalformedMetadata(place + ": must be base64 with padding");
        }
    }

    private static SortedMap<String, Json> mapOf(Place place, Json value) throws MalformedMetadata {
        if (value instanceof Json.Obj(SortedMap<String, Json> members)) {
            return members;
        }
        throw new MalformedMetadata(place + ": must be an object");
    }

    /** As Go folds names: also U+017F to s and U+212A to k. */
    private static String folded(String name) {
        if (name.length() > LONGEST_KNOWN) {
            return name;
        }
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(name.charAt(i))));
        }
        return folded.toString();
    }
}
