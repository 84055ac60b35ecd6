package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.util.List;

/** Docker Notary's way of writing TUF metadata. */
final class NotaryV1 {
    private NotaryV1() {}

    static Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        throw new MalformedMetadata("not written yet");
    }

    static Bytes payloadOf(Metadata metadata) {
        throw new UnsupportedOperationException();
    }

    static Bytes fileOf(Bytes payload, List<Signature> signatures) {
        throw new UnsupportedOperationException();
    }

    static KeyId keyIdOf(PublicKey key) {
        throw new UnsupportedOperationException();
    }

    static boolean allows(RoleName role) {
        throw new UnsupportedOperationException();
    }
}
