package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.regex.Pattern;

/** Docker Notary's way of writing TUF metadata. */
final class NotaryV1 {
    /** Path-like below {@code targets}, without empty segments. */
    private static final Pattern DELEGATION = Pattern.compile("targets(/[-a-z0-9_]+)+");

    private static final int LONGEST_DELEGATION = 255;

    private NotaryV1() {}

    static Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        return NotaryReader.read(role, file);
    }

    static Bytes payloadOf(Metadata metadata) {
        return CanonicalJson.of(NotaryWriter.json(metadata));
    }

    static Bytes fileOf(Bytes payload, List<Signature> signatures) {
        return new BytesBuilder()
                .append("{\"signed\":")
                .append(WireFormat.of(payload))
                .append(",\"signatures\":")
                .append(WireFormat.of(CanonicalJson.of(NotaryWriter.signatures(signatures))))
                .append("}")
                .build();
    }

    static KeyId keyIdOf(PublicKey key) {
        return new KeyId(CanonicalJson.of(NotaryWriter.key(key)).sha256().hex());
    }

    static boolean allows(RoleName role) {
        return role.isTopLevel()
                || (role.value().length() <= LONGEST_DELEGATION
                        && DELEGATION.matcher(role.value()).matches());
    }
}
