package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value of the kind metadata is made of. Never a fraction, never a name twice. */
sealed interface Json {

    /** Members in the order of canonical JSON. */
    record Obj(SortedMap<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableSortedMap(members);
        }

        /** Names and values in turn. */
        static Obj of(Object... namesAndValues) {
            TreeMap<String, Json> members = new TreeMap<>(BY_UTF8);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                members.put((String) namesAndValues[i], (Json) namesAndValues[i + 1]);
            }
            return new Obj(members);
        }
    }

    record Arr(List<Json> items) implements Json {
        public Arr {
            items = Collections.unmodifiableList(items);
        }
    }

    record Str(String value) implements Json {}

    record Int(long value) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** Canonical JSON already, to be written as it is. */
    record Verbatim(Bytes canonical) implements Json {}

    Json NULL = new Null();

    /**
     * The order of UTF-8 bytes, which is that of code points: UTF-16 puts surrogate pairs before
     * U+E000.
     */
    Comparator<String> BY_UTF8 = Json::compareUtf8;

    private static int compareUtf8(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean oneIsAstral = Character.isSurrogate(x) != Character.isSurrogate(y);
                return oneIsAstral ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }
}
