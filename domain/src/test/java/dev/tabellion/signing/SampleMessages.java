package dev.tabellion.signing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.Vouching;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of every shape that goes over the wire, with the names that are hardest to write. */
final class SampleMessages {
    static final KeyPlace PLACE =
            new KeyPlace(new Gun("häfen.example/\"q\\uote\"\t\uD83D\uDD11"), 2, RoleName.SNAPSHOT);
    static final PublicKey KEY = new PublicKey("ecdsa", Bytes.hex("3059ff00"));
    static final Sha256 DIGEST = Bytes.utf8("a file").sha256();

    private SampleMessages() {}

    static SigningRequest request(Reason reason, @Nullable Sha256 base) {
        return new SigningRequest(
                PLACE,
                new Version(Integer.MAX_VALUE),
                List.of(new KeyId("one"), new KeyId("two")),
                Bytes.utf8("{\"_type\":\"Snapshot\"}"),
                reason,
                base,
                List.of(
                        new Upload(RoleName.ROOT, Bytes.hex("00ff")),
                        new Upload(new RoleName("targets/ä"), Bytes.of(new byte[0]))),
                null);
    }

    /** A snapshot and the timestamp over it. */
    static SigningRequest requestForBoth() {
        SigningRequest request = request(Reason.PUBLISHED, DIGEST);
        return new SigningRequest(
                request.place(),
                request.version(),
                request.keys(),
                request.payload(),
                request.reason(),
                request.base(),
                request.evidence(),
                new Vouching(
                        new Version(3),
                        List.of(new KeyId("three")),
                        Instant.parse("2030-01-01T00:00:00Z")));
    }

    static List<SigningAnswer> answers() {
        var signature = new Signature(new KeyId("one"), "ecdsa", Bytes.hex("c0de"));
        return List.of(
                new SigningAnswer.Produced(Bytes.utf8("{}"), List.of(signature), 8)
                        .with(new SigningAnswer.Produced(Bytes.utf8("[]"), List.of(), 9)),
                new SigningAnswer.Produced(Bytes.utf8("{}"), List.of(signature), (1L << 53) - 1),
                new SigningAnswer.Behind(new Version(7), 0),
                new SigningAnswer.Refused(
                        "base-unknown", new TreeMap<>(Map.of("base", "é\u0000", "a", "")), 12));
    }

    static List<PublishedTimestamp> timestamps() {
        return List.of(
                new PublishedTimestamp(new Gun("a"), 1, DIGEST),
                new PublishedTimestamp(PLACE.gun(), Integer.MAX_VALUE, DIGEST));
    }
}
