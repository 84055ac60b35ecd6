package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an eye elsewhere tells a server: a sighting, and the bytes that were seen.
 *
 * @param file null where no whole file came, and for a target, which may be of any size: nothing
 *     critical can be made of a digest alone
 */
public record SightingMessage(WatchName watch, SightingRecorded sighting, @Nullable Bytes file) {
    public SightingMessage {
        var digest = sighting.seen().digest();
        boolean isTarget = sighting.judgement().rule().equals(Judgement.TARGET_MISMATCH);
        if (file == null ? digest != null && !isTarget : !file.sha256().equals(digest)) {
            throw new IllegalArgumentException("the bytes are not those that were seen: " + digest);
        }
    }

    public Bytes bytes() {
        return new PlainJson()
                .text("watch", watch.value())
                .object("sighting", WatchJson.json(sighting))
                .text("file", file == null ? null : file.base64())
                .bytes();
    }

    /**
     * @throws IllegalArgumentException if the bytes are no such message
     */
    public static SightingMessage read(Bytes message) {
        try {
            PlainJsonReader json = PlainJsonReader.of(message);
            String file = json.textIfThere("file");
            return new SightingMessage(
                    new WatchName(json.text("watch")),
                    WatchJson.sighting(json.object("sighting")),
                    file == null ? null : Bytes.of(Base64.getDecoder().decode(file)));
        } catch (RuntimeException e) { // whatever a member says that it cannot
            throw new IllegalArgumentException("no message about a sighting", e);
        }
    }
}
