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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a metadata file by Notary's rules. Tolerates what Notary's clients write (nulls, roles
 * listed twice, retired keys, unknown members: all of it stays in the payload, which is made from
 * what was received). Never judges key ids: to a reader they are names.
 */
final class NotaryReader {
    private static final Set<String> ENVELOPE = Set.of("signed", "signatures");
    private static final Set<String> SIGNATURE = Set.of("keyid", "method", "sig");
    private static final Set<String> FILE_META = Set.of("hashes", "length", "custom");
    private static final Set<String> WITH_META = Set.of("_type", "version", "expires", "meta");

    private static final int SHA256_LENGTH = 32;
    private static final int SHA512_LENGTH = 64;

    private NotaryReader() {}

    static Signed<?> read(RoleName role, Bytes file) throws MalformedMetadata {
        if (!NotaryV1.allows(role)) {
            throw new MalformedMetadata(Place.shown(role.value()) + ": not a role of Notary's");
        }
        Envelope read = Envelope.read(file);
        NotaryOutline.check(read.document());
        Members envelope = Members.of(Place.top("file"), read.document(), ENVELOPE);
        Json signed = envelope.required("signed");
        return new Signed<>(
                metadata(role, signed), file, read.payload(signed), signatures(envelope));
    }

    private static Metadata metadata(RoleName role, Json signed) throws MalformedMetadata {
        if (role.equals(RoleName.ROOT)) {
            return NotaryRoles.root(signed);
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return snapshot(signed);
        }
        return role.equals(RoleName.TIMESTAMP)
                ? timestamp(signed)
                : NotaryRoles.targets(role, signed);
    }

    private static Snapshot snapshot(Json signed) throws MalformedMetadata {
        Members members = Members.of(Place.top("signed"), signed, WITH_META);
        Fields.requireType(members, "Snapshot");
        TreeMap<RoleName, FileMeta> meta = new TreeMap<>();
        for (Map.Entry<String, Json> entry : members.map("meta").entrySet()) {
            Place place = members.at("meta").at(entry.getKey());
            RoleName role = roleName(place, entry.getKey());
            if (role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP)) {
                throw new MalformedMetadata(place + ": a snapshot names root and targets only");
            }
            meta.put(role, fileMeta(place, entry.getValue()));
        }
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS)) {
            if (!meta.containsKey(role)) {
                throw new MalformedMetadata(members.at("meta").at(role.value()) + ": is missing");
            }
        }
        return new Snapshot(Fields.version(members), Fields.expires(members), meta);
    }

    private static Timestamp timestamp(Json signed) throws MalformedMetadata {
        Members members = Members.of(Place.top("signed"), signed, WITH_META);
        Fields.requireType(members, "Timestamp");
        Json snapshot = members.map("meta").get("snapshot");
        if (snapshot == null) {
            throw new MalformedMetadata(members.at("meta").at("snapshot") + ": is missing");
        }
        return new Timestamp(
                Fields.version(members),
                Fields.expires(members),
                fileMeta(members.at("meta").at("snapshot"), snapshot));
    }

    private static FileMeta fileMeta(Place place, Json value) throws MalformedMetadata {
        Members members = Members.of(place, value, FILE_META);
        Map<String, Json> hashes = members.map("hashes");
        Json sha256 = hashes.get("sha256");
        if (sha256 == null || sha256 instanceof Json.Null) {
            throw new MalformedMetadata(members.at("hashes").at("sha256") + ": is missing");
        }
        Json sha512 = hashes.getOrDefault("sha512", Json.NULL);
        return new FileMeta(
                Fields.length(members),
                Sha256.raw(digest(members.at("hashes").at("sha256"), sha256, SHA256_LENGTH)),
                sha512 instanceof Json.Null
                        ? null
                        : digest(members.at("hashes").at("sha512"), sha512, SHA512_LENGTH));
    }

    private static Bytes digest(Place place, Json value, int length) throws MalformedMetadata {
        Bytes digest = Members.asBase64(place, value);
        if (digest.length() != length) {
            throw new MalformedMetadata(place + ": must be " + length + " bytes");
        }
        return digest;
    }

    private static List<Signature> signatures(Members envelope) throws MalformedMetadata {
        List<Json> listed = envelope.list("signatures");
        if (listed.size() > Fields.MOST_SIGNATURES) {
            throw new MalformedMetadata("signatures: more than " + Fields.MOST_SIGNATURES);
        }
        List<Signature> signatures = new ArrayList<>();
        Set<KeyId> seen = new HashSet<>();
        for (Json item : listed) {
            Members members = Members.of(Place.top("signatures"), item, SIGNATURE);
            KeyId id = Fields.keyId(members.at("keyid"), members.string("keyid"));
            if (!seen.add(id)) {
                throw new MalformedMetadata(
                        members.at("keyid") + ": " + Place.shown(id.value()) + " signed twice");
            }
            signatures.add(
                    new Signature(
                            id,
                            members.string("method").toLowerCase(Locale.ROOT),
                            members.base64("sig")));
        }
        return signatures;
    }

    static RoleName roleName(Place place, String value) throws MalformedMetadata {
        if (!RoleName.isValid(value) || !NotaryV1.allows(new RoleName(value))) {
            throw new MalformedMetadata(
                    place + ": " + Place.shown(value) + " is not a role name of Notary's");
        }
        return new RoleName(value);
    }
}
