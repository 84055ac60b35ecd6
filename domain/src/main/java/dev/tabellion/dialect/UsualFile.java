package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.Names;
import dev.tabellion.json.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metadata file as Notary's programs write nearly all of them: in ASCII, without a blank or
 * an escape, all members but the file's own in their order; so what it reads is canonical JSON
 * already. Whatever else a file is, it has no opinion on: {@link StrictJson} judges it. For one
 * file.
 */
final class UsualFile {
    /** So short that none can have more tokens or longer texts than {@link StrictJson} takes. */
    private static final int LONGEST = 1 << 20;

    private static final int LONGEST_NAME = 1024;
    private static final int DEEPEST = 32;

    /** Such numbers are below 2^53. */
    private static final int MOST_DIGITS = 15;

    private static final String SIGNED = "signed";

    private static final Names NAMES =
            new Names(
                    List.of(
                            SIGNED,
                            "signatures",
                            "keyid",
                            "method",
                            "sig",
                            "_type",
                            "spec_version",
                            "version",
                            "expires",
                            "meta",
                            "hashes",
                            "length",
                            "custom",
                            "sha256",
                            "sha512",
                            "keys",
                            "roles",
                            "keyids",
                            "threshold",
                            "name",
                            "paths",
                            "keytype",
                            "keyval",
                            "scheme",
                            "public",
                            "private",
                            "targets",
                            "delegations",
                            "terminating",
                            "root",
                            "snapshot",
                            "timestamp"));

    private final byte[] json;
    private int at;
    private int depth;

    private UsualFile(byte[] json) {
        this.json = json;
    }

    /** Null for a file that is written otherwise, or not right. */
    static @Nullable Envelope read(Bytes file) {
        if (file.length() > LONGEST) {
            return null;
        }
        UsualFile reading = new UsualFile(file.toArray());
        return reading.passes('{') ? reading.envelope(file) : null;
    }

    private @Nullable Envelope envelope(Bytes file) {
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        Bytes canonical = null;
        do {
            String name = name();
            int from = at;
            Json value = name == null ? null : value();
            if (name == null || value == null || members.put(name, value) != null) {
                return null;
            }
            if (name.equals(SIGNED)) {
                canonical = file.view(from, at);
            }
        } while (passes(','));
        return passes('}') && at == json.length
                ? new Envelope(new Json.Obj(members), canonical)
                : null;
    }

    private @Nullable Json value() {
        if (at == json.length || depth == DEEPEST) {
            return null;
        }
        return switch (json[at]) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", Json.NULL);
            default -> number();
        };
    }

    private @Nullable Json object() {
        at++;
        TreeMap<String, Json> members = new TreeMap<>(Json.BY_UTF8);
        if (!passes('}')) {
            depth++;
            String before = "";
            do {
                String name = name();
                Json value = name == null ? null : value();
                if (name == null || value == null || name.compareTo(before) <= 0) {
                    return null;
                }
                members.put(name, value);
                before = name;
            } while (passes(','));
            if (!passes('}')) {
                return null;
            }
            depth--;
        }
        return new Json.Obj(members);
    }

    private @Nullable Json array() {
        at++;
        List<Json> items = new ArrayList<>(2);
        if (!passes(']')) {
            depth++;
            do {
                Json item = value();
                if (item == null) {
                    return null;
                }
                items.add(item);
            } while (passes(','));
            if (!passes(']')) {
                return null;
            }
            depth--;
        }
        return new Json.Arr(items);
    }

    /** With its colon. */
    private @Nullable String name() {
        int from = at + 1;
        if (!passesText() || at - from > LONGEST_NAME || !passes(':')) {
            return null;
        }
        int to = at - 2;
        String known = NAMES.find(json, from, to);
        return known == null ? ascii(from, to) : known;
    }

    private @Nullable Json string() {
        int from = at + 1;
        return passesText() ? new Json.Str(ascii(from, at - 1)) : null;
    }

    private boolean passesText() {
        if (!passes('"')) {
            return false;
        }
        at = PlainText.end(json, at, json.length);
        return passes('"');
    }

    private String ascii(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Without a sign, and without a zero before others. */
    private @Nullable Json number() {
        int from = at;
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - from <= MOST_DIGITS) {
            value = 10 * value + json[at++] - '0';
        }
        int digits = at - from;
        boolean isUsual = digits > 0 && digits <= MOST_DIGITS && (digits == 1 || json[from] != '0');
        return isUsual ? new Json.Int(value) : null;
    }

    private @Nullable Json word(String word, Json meant) {
        for (int each = 0; each < word.length(); each++) {
            if (!passes(word.charAt(each))) {
                return null;
            }
        }
        return meant;
    }

    private boolean passes(char sign) {
        boolean passes = at < json.length && json[at] == sign;
        at += passes ? 1 : 0;
        return passes;
    }
}
