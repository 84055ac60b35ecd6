package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJsonReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf says without its payload. Never believed on its own: {@link #whole} tells whether a
 * payload makes just this leaf.
 *
 * @param type the event's permanent name and revision
 * @param stream the kind of stream it belongs to, such as {@code collection}
 * @param id the stream, for a collection its name
 */
public record LeafOutline(
        String log,
        String eventId,
        String type,
        Instant at,
        String stream,
        String id,
        long sequence,
        Sha256 actor,
        String requestId,
        @Nullable String cause,
        Bytes nonce,
        Sha256 payload,
        long payloadLength) {

    /** As it says itself. */
    public boolean isOfCollection() {
        return stream.equals(EventStream.Collection.KIND);
    }

    /**
     * @throws IllegalStateException if the bytes are no leaf of version 1
     */
    public static LeafOutline read(Bytes leaf) {
        try {
            return read(PlainJsonReader.of(leaf));
        } catch (RuntimeException e) { // whatever a member says that it cannot
            throw new IllegalStateException("these bytes are no leaf", e);
        }
    }

    private static LeafOutline read(PlainJsonReader json) {
        if (json.number("v") != 1) {
            throw new IllegalStateException("a leaf of version " + json.number("v"));
        }
        PlainJsonReader aggregate = json.object("agg");
        PlainJsonReader payload = json.object("payload");
        return new LeafOutline(
                json.text("log"),
                json.text("evt"),
                json.text("type"),
                json.instant("ts"),
                aggregate.text("t"),
                aggregate.text("id"),
                aggregate.number("seq"),
                new Sha256(json.text("actor")),
                json.text("req"),
                json.textIfThere("caus"),
                Bytes.hex(json.text("n")),
                new Sha256(payload.text("h")),
                payload.number("len"));
    }

    /**
     * The event of this leaf, from its payload.
     *
     * @throws IllegalStateException if the payload is not one of the leaf's type
     */
    public LoggedEvent event(Bytes payloadBytes) {
        if (type.indexOf('/') < 0) {
            throw new IllegalStateException("a type without a revision: " + type);
        }
        return EventJson.read(type, payloadBytes);
    }

    /**
     * {@link #event}, and only what was logged: a row that somebody edited may read as well.
     *
     * @throws IllegalStateException if this leaf is of another payload
     */
    public LoggedEvent logged(Bytes payloadBytes) {
        if (!payloadBytes.sha256().equals(payload)) {
            throw new IllegalStateException("this is not what was logged");
        }
        return event(payloadBytes);
    }

    /** The leaf that the event makes with all that stands here. */
    public Bytes whole(LoggedEvent event, Bytes payloadBytes) {
        return leaf(event, payloadBytes).bytes();
    }

    /** Whether {@link #whole} is just this; in less time. */
    public boolean isOf(Bytes leaf, LoggedEvent event, Bytes payloadBytes) {
        return leaf(event, payloadBytes).isWrittenAs(leaf);
    }

    private EventLeaf leaf(LoggedEvent event, Bytes payloadBytes) {
        return new EventLeaf(
                log,
                eventId,
                at,
                EventStream.stored(stream, id),
                sequence,
                actor,
                requestId,
                cause,
                nonce,
                event,
                payloadBytes);
    }
}
