package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way of writing that the TUF specification 1.0 lays down (section 4). */
final class Tuf10 {
    private Tuf10() {}

    static Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        return Tuf10Reader.read(role, file);
    }

    static Bytes payloadOf(Metadata metadata) {
        return CanonicalJson.of(Tuf10Writer.json(metadata));
    }

    /** Canonical JSON leaves line breaks raw, so what goes out is escaped anew. */
    static Bytes fileOf(Bytes payload, List<Signature> signatures) {
        return new BytesBuilder()
                .append("{\"signatures\":")
                .append(WireFormat.of(CanonicalJson.of(Tuf10Writer.signatures(signatures))))
                .append(",\"signed\":")
                .append(WireFormat.of(payload))
                .append("}")
                .build();
    }

    /** Percent-encoded, so that no role's name leads out of the folder. */
    static String fileName(RoleName role, FileMeta named, boolean consistent) {
        String name =
                URLEncoder.encode(role.value(), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~");
        return consistent ? named.version() + "." + name + ".json" : name + ".json";
    }

    /** By the specification's rule; what others call their keys is theirs to say. */
    static KeyId keyIdOf(PublicKey key) {
        return new KeyId(CanonicalJson.of(Tuf10Writer.key(key)).sha256().hex());
    }
}
