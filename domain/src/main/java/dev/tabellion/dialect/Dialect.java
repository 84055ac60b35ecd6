package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import java.util.List;

/**
 * How a collection's metadata is written. Fixed at the collection's birth and never translated,
 * since signatures cover the dialect's bytes. Nobody outside this package asks which one it is.
 */
public enum Dialect {
    NOTARY_V1,
    TUF_1_0;

    /**
     * Reads one file as {@code role}.
     *
     * @throws MalformedMetadata if the bytes are not one strict JSON document of that role
     */
    public Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        return switch (this) {
            case NOTARY_V1 -> NotaryV1.read(role, file);
            case TUF_1_0 -> Tuf10.read(role, file);
        };
    }

    /**
     * The canonical bytes of {@code metadata}, which signatures cover.
     *
     * @throws IllegalArgumentException if it says what this dialect has no words for
     */
    public Bytes payloadOf(Metadata metadata) {
        return switch (this) {
            case NOTARY_V1 -> NotaryV1.payloadOf(metadata);
            case TUF_1_0 -> Tuf10.payloadOf(metadata);
        };
    }

    /** The file to serve: a canonical payload with its signatures around it, in wire form. */
    public Bytes fileOf(Bytes payload, List<Signature> signatures) {
        return switch (this) {
            case NOTARY_V1 -> NotaryV1.fileOf(payload, signatures);
            case TUF_1_0 -> Tuf10.fileOf(payload, signatures);
        };
    }

    /**
     * The name by which a client asks for a file that others name, fit for a URL: by digest in
     * Notary's dialect, by version in TUF 1.0 with consistent snapshots.
     */
    public String fileName(RoleName role, FileMeta named, boolean consistent) {
        return switch (this) {
            case NOTARY_V1 -> role + "." + named.sha256() + ".json";
            case TUF_1_0 -> Tuf10.fileName(role, named, consistent);
        };
    }

    /** The name of the root of that version. */
    public String rootName(Version version) {
        return version + ".root.json"; // alike in both
    }

    public KeyId keyIdOf(PublicKey key) {
        return switch (this) {
            case NOTARY_V1 -> NotaryV1.keyIdOf(key);
            case TUF_1_0 -> Tuf10.keyIdOf(key);
        };
    }

    /** Whether nobody delegates to a role but the one that its name says. */
    public boolean delegatesByName() {
        return switch (this) {
            case NOTARY_V1 -> true;
            case TUF_1_0 -> false;
        };
    }

    /** Whether a delegation or top-level role may be called so in this dialect. */
    public boolean allows(RoleName role) {
        return switch (this) {
            case NOTARY_V1 -> NotaryV1.allows(role);
            case TUF_1_0 -> true;
        };
    }
}
