package dev.tabellion.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the members of events and leaves are called, and many of others: read and written at once.
 */
final class MemberNames {
    static final List<String> ALL =
            List.of(
                    "v",
                    "log",
                    "evt",
                    "type",
                    "ts",
                    "agg",
                    "id",
                    "seq",
                    "t",
                    "repo",
                    "req",
                    "caus",
                    "actor",
                    "n",
                    "payload",
                    "h",
                    "len",
                    "role",
                    "ver",
                    "meta",
                    "key",
                    "keys",
                    "keysInAll",
                    "sig",
                    "life",
                    "version",
                    "digest",
                    "length",
                    "expires",
                    "signedBy",
                    "previous",
                    "author",
                    "reason",
                    "signature",
                    "journalEntry",
                    "keyType",
                    "keyValue",
                    "dialect",
                    "delegator",
                    "before",
                    "after",
                    "threshold",
                    "rule",
                    "facts",
                    "offered",
                    "suppressed");

    static final Names READ = new Names(ALL);

    private static final Map<String, byte[]> WRITTEN = written();

    private MemberNames() {}

    /** In quotes, with a colon after it; null for any other name. Not to be written to. */
    static byte @Nullable [] written(String name) {
        return WRITTEN.get(name);
    }

    private static Map<String, byte[]> written() {
        Map<String, byte[]> written = new HashMap<>();
        for (String name : ALL) {
            String quoted = '"' + name + "\":";
            written.put(name, quoted.getBytes(StandardCharsets.US_ASCII));
        }
        return written;
    }
}
