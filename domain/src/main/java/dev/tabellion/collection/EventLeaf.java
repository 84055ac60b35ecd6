package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.UtcTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log will hold it: fixed when the event is appended, never written again. Personal
 * data is in it only as a salted commitment, the payload only as its digest.
 *
 * @param log the origin of the log it belongs to, so that no other log can replay it
 * @param actor commitment to who asked, see {@link ActorCommitment}
 * @param nonce 16 random bytes, without which a leaf could be guessed from its hash
 */
public record EventLeaf(
        String log,
        String eventId,
        Instant at,
        EventStream stream,
        long sequence,
        Sha256 actor,
        String requestId,
        @Nullable String cause,
        Bytes nonce,
        LoggedEvent event,
        Bytes payload) {

    /** The longest a leaf may be: an entry's length has two bytes in a tile bundle. */
    public static final int LONGEST = 65_535;

    /** The longest name a leaf takes: of the log, of an event, of a request. */
    public static final int LONGEST_NAME = 255;

    private static final int NONCE_LENGTH = 16;

    /** Bytes, where names are not very long. */
    private static final int USUAL = 1024;

    public EventLeaf {
        bound("the log's name", log);
        bound("an event's id", eventId);
        bound("a request's id", requestId);
        if (cause != null) {
            bound("a cause", cause);
        }
        if (!stream.takes(event)) {
            throw new IllegalArgumentException(
                    "the stream " + stream.id() + " takes no " + EventJson.nameOf(event));
        }
        if (nonce.length() != NONCE_LENGTH) {
            throw new IllegalArgumentException(
                    "a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length());
        }
    }

    /** Canonical JSON, ASCII member names sorted, no floats and no nulls. */
    public Bytes bytes() {
        Bytes bytes = json().bytes();
        if (bytes.length() > LONGEST) { // cannot be, by the bounds of all that goes in
            throw new IllegalStateException(
                    "the leaf of event " + eventId + " has " + bytes.length() + " bytes");
        }
        return bytes;
    }

    /** Whether {@link #bytes} are these. */
    boolean isWrittenAs(Bytes leaf) {
        return leaf.length() <= LONGEST && json().isWrittenAs(leaf);
    }

    private PlainJson json() {
        PlainJson json =
                new PlainJson(USUAL)
                        .text("actor", actor.hex())
                        .object("agg", aggregate())
                        .text("caus", cause)
                        .text("evt", eventId)
                        .text("log", log)
                        .text("n", nonce.hex())
                        .object("payload", digestOfPayload())
                        .text("req", requestId)
                        .text("ts", UtcTime.milliseconds(at))
                        .text("type", EventJson.nameOf(event) + "/" + EventJson.revisionOf(event))
                        .number("v", 1);
        if (stream instanceof EventStream.Collection(Gun gun)) {
            json.text("repo", gun.value());
        }
        return LeafFacts.add(event, json);
    }

    private PlainJson aggregate() {
        return new PlainJson()
                .text("id", stream.id())
                .number("seq", sequence)
                .text("t", stream.kind());
    }

    private PlainJson digestOfPayload() {
        return new PlainJson().text("h", payload.sha256().hex()).number("len", payload.length());
    }

    private static void bound(String what, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + LONGEST_NAME + " characters, not " + name.length());
        }
    }
}
