package dev.tabellion.command.aggregate;

import dev.tabellion.bytes.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What an event's metadata says of its command. Names nobody: who asked is behind the commitment.
 *
 * @param actor the commitment to who asked
 * @param cause the id of the event that led to it, if one did
 */
record Origin(Sha256 actor, String requestId, @Nullable String cause) {
    private static final String ACTOR = "actor";
    private static final String CAUSE = "cause";
    private static final String REQUEST = "request";

    MetaData metaData() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(ACTOR, actor.hex());
        entries.put(REQUEST, requestId);
        if (cause != null) {
            entries.put(CAUSE, cause);
        }
        return MetaData.from(entries);
    }

    static Origin of(MetaData metaData) {
        return new Origin(
                new Sha256(text(metaData, ACTOR)),
                text(metaData, REQUEST),
                (String) metaData.get(CAUSE));
    }

    private static String text(MetaData metaData, String name) {
        if (metaData.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("an event without \"" + name + "\" in its metadata");
    }
}
