package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metadata file by the TUF specification 1.0, and what its repositories in the wild write
 * beside it: unknown members, placeholders of signatures yet to come, dates with fractions. Never
 * judges key ids, and leaves signatures that cannot be any to whoever checks them.
 */
final class Tuf10Reader {
    private static final Set<String> ENVELOPE = Set.of("signed", "signatures");
    private static final Set<String> SIGNATURE = Set.of("keyid", "sig");
    private static final Set<String> FILE_META = Set.of("version", "hashes", "length");
    private static final Set<String> WITH_META =
            Set.of("_type", "spec_version", "version", "expires", "meta");
    private static final int SHA256_LENGTH = 32;
    private static final int SHA512_LENGTH = 64;

    private Tuf10Reader() {}

    static Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        Envelope read = Envelope.read(file);
        Members envelope = envelope(read.document());
        Json signed = envelope.required("signed");
        return new Signed<>(
                metadata(role, signed), file, read.payload(signed), signatures(envelope));
    }

    private static Members envelope(Json document) throws MalformedMetadata {
        if (!(document instanceof Json.Obj)) {
            throw MalformedMetadata.unreadable("the document: must be an object");
        }
        return Members.of(Place.top("file"), document, ENVELOPE);
    }

    private static Metadata metadata(RoleName role, Json signed) throws MalformedMetadata {
        if (role.equals(RoleName.ROOT)) {
            return Tuf10Roles.root(signed);
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return snapshot(signed);
        }
        return role.equals(RoleName.TIMESTAMP) ? timestamp(signed) : Tuf10Roles.targets(signed);
    }

    /** Type and version of the specification, which every reader must look at first (4.2.1). */
    static Members signed(Json signed, String type, Set<String> known) throws MalformedMetadata {
        Members members = Members.of(Place.top("signed"), signed, known);
        Fields.requireType(members, type);
        String version = members.string("spec_version");
        if (!version.equals("1") && !version.startsWith("1.")) {
            throw new MalformedMetadata(
                    members.at("spec_version") + ": must be 1.x, not " + Place.shown(version));
        }
        return members;
    }

    private static Snapshot snapshot(Json signed) throws MalformedMetadata {
        Members members = signed(signed, "snapshot", WITH_META);
        TreeMap<RoleName, FileMeta> meta = new TreeMap<>();
        for (Map.Entry<String, Json> entry : members.map("meta").entrySet()) {
            Place place = members.at("meta").at(entry.getKey());
            meta.put(role(place, entry.getKey()), fileMeta(place, entry.getValue()));
        }
        if (!meta.containsKey(RoleName.TARGETS)) {
            throw new MalformedMetadata(members.at("meta").at("targets.json") + ": is missing");
        }
        return new Snapshot(Fields.version(members), Fields.expires(members), meta);
    }

    private static Timestamp timestamp(Json signed) throws MalformedMetadata {
        Members members = signed(signed, "timestamp", WITH_META);
        Place place = members.at("meta").at("snapshot.json");
        Json snapshot = members.map("meta").get("snapshot.json");
        if (snapshot == null) {
            throw new MalformedMetadata(place + ": is missing");
        }
        return new Timestamp(
                Fields.version(members), Fields.expires(members), fileMeta(place, snapshot));
    }

    private static RoleName role(Place place, String file) throws MalformedMetadata {
        String role =
                file.endsWith(Tuf10Writer.JSON)
                        ? file.substring(0, file.length() - Tuf10Writer.JSON.length())
                        : "";
        return roleName(place, role);
    }

    static RoleName roleName(Place place, String role) throws MalformedMetadata {
        if (!RoleName.isValid(role)) {
            throw new MalformedMetadata(place + ": no role can be called so");
        }
        return new RoleName(role);
    }

    /** Of other digests a file may have as many as it likes, but one of these two it needs. */
    private static FileMeta fileMeta(Place place, Json value) throws MalformedMetadata {
        Members members = Members.of(place, value, FILE_META);
        Bytes sha256 = digest(members, "sha256", SHA256_LENGTH);
        Bytes sha512 = digest(members, "sha512", SHA512_LENGTH);
        if (members.get("hashes") != null && sha256 == null && sha512 == null) {
            throw new MalformedMetadata(members.at("hashes") + ": neither sha256 nor sha512");
        }
        return new FileMeta(
                Fields.version(members),
                members.get("length") == null ? null : Fields.length(members),
                sha256 == null ? null : Sha256.raw(sha256),
                sha512);
    }

    private static @Nullable Bytes digest(Members meta, String algorithm, int length)
            throws MalformedMetadata {
        Json value = meta.map("hashes").get(algorithm);
        if (value == null) {
            return null;
        }
        Bytes digest = hex(meta.at("hashes").at(algorithm), value);
        if (digest.length() != length) {
            throw new MalformedMetadata(
                    meta.at("hashes").at(algorithm) + ": must be " + length + " bytes");
        }
        return digest;
    }

    static Bytes hex(Place place, Json value) throws MalformedMetadata {
        try {
            return Bytes.hex(Members.asString(place, value));
        } catch (IllegalArgumentException e) {
            throw new MalformedMetadata(place + ": must be hex");
        }
    }

    private static List<Signature> signatures(Members envelope) throws MalformedMetadata {
        List<Json> listed = envelope.list("signatures");
        if (listed.size() > Fields.MOST_SIGNATURES) {
            throw new MalformedMetadata("signatures: more than " + Fields.MOST_SIGNATURES);
        }
        List<Signature> signatures = new ArrayList<>();
        for (Json item : listed) {
            Members members = Members.of(Place.top("signatures"), item, SIGNATURE);
            KeyId id = Fields.keyId(members.at("keyid"), members.string("keyid"));
            String sig = members.string("sig");
            if (!sig.isEmpty()) { // a ceremony's placeholder: nobody signed yet
                signatures.add(new Signature(id, signature(sig)));
            }
        }
        return signatures;
    }

    /** What is no hex stays what it is: one signature that cannot verify, and no harm to others. */
    private static Bytes signature(String text) {
        try {
            return Bytes.hex(text);
        } catch (IllegalArgumentException e) {
            return Bytes.utf8(text);
        }
    }
}
