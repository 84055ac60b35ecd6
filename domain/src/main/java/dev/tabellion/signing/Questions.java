package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.Vouching;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the server's questions, written and read. {@link Answers} has what comes back. */
public final class Questions {
    private static final int MOST_KEYS = 64;

    /** 64 offered, what they replace, and whoever delegates to them. */
    private static final int MOST_EVIDENCE = 1_000;

    private Questions() {}

    public static Bytes sign(SigningRequest request) {
        return MessageWriter.write(
                to -> {
                    to.object("place", place -> Parts.write(place, request.place()));
                    to.number("version", request.version().number());
                    to.texts("keys", request.keys());
                    to.bytes("payload", request.payload());
                    to.text("reason", Parts.nameOf(request.reason()));
                    if (request.base() != null) {
                        to.digest("base", request.base());
                    }
                    to.objects("evidence", request.evidence(), Questions::write);
                    if (request.vouching() != null) {
                        Vouching wanted = request.vouching();
                        to.object("timestamp", in -> write(in, wanted));
                    }
                });
    }

    public static SigningRequest sign(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from ->
                        new SigningRequest(
                                from.object("place", Parts::place),
                                version(from),
                                from.texts("keys", MOST_KEYS, KeyId::new),
                                from.bytes("payload"),
                                from.text("reason", Parts::reason),
                                from.textIfThere("base", Sha256::new),
                                from.objects("evidence", MOST_EVIDENCE, Questions::upload),
                                vouching(from)));
    }

    public static Bytes create(NewKey key) {
        return MessageWriter.write(
                to -> {
                    to.object("place", place -> Parts.write(place, key.place()));
                    to.text("algorithm", Parts.nameOf(key.algorithm()));
                });
    }

    public static NewKey create(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body,
                from ->
                        new NewKey(
                                from.object("place", Parts::place),
                                from.text("algorithm", Parts::algorithm)));
    }

    public static Bytes places(List<PublicKey> keys) {
        return MessageWriter.write(to -> to.objects("keys", keys, Parts::write));
    }

    public static List<PublicKey> places(Bytes body) throws MalformedMessage {
        return MessageReader.read(
                body, from -> from.objects("keys", SignerQuestion.MOST_NAMED, Parts::publicKey));
    }

    public static Bytes published(List<PublishedTimestamp> timestamps) {
        return Parts.timestamps(timestamps);
    }

    public static List<PublishedTimestamp> published(Bytes body) throws MalformedMessage {
        return Parts.timestamps(body);
    }

    private static void write(MessageWriter to, Vouching wanted) {
        to.number("version", wanted.version().number());
        to.texts("keys", wanted.keys()).text("expires", wanted.expires());
    }

    private static @Nullable Vouching vouching(MessageReader request) throws MalformedMessage {
        if (!request.has("timestamp")) {
            return null;
        }
        if (!request.object("place", Parts::place).role().equals(RoleName.SNAPSHOT)) {
            throw new MalformedMessage("timestamp: is wanted along with a snapshot only");
        }
        return request.object(
                "timestamp",
                from ->
                        new Vouching(
                                version(from),
                                from.texts("keys", MOST_KEYS, KeyId::new),
                                from.text("expires", Parts::second)));
    }

    private static Version version(MessageReader from) throws MalformedMessage {
        return new Version((int) from.number("version", 1, Integer.MAX_VALUE));
    }

    private static void write(MessageWriter to, Upload upload) {
        to.text("role", upload.role()).bytes("file", upload.file());
    }

    private static Upload upload(MessageReader from) throws MalformedMessage {
        return new Upload(from.text("role", RoleName::new), from.bytes("file"));
    }
}
