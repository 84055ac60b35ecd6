package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on its way to being made worse. */
record Ask(
        KeyPlace place,
        int version,
        List<KeyId> keys,
        Bytes payload,
        @Nullable Sha256 base,
        List<Upload> evidence) {
    SigningRequest request() {
        return new SigningRequest(
                place, new Version(version), keys, payload, Reason.PUBLISHED, base, evidence, null);
    }

    Ask payload(Bytes other) {
        return new Ask(place, version, keys, other, base, evidence);
    }

    Ask version(int other) {
        return new Ask(place, other, keys, payload, base, evidence);
    }

    Ask keys(List<KeyId> other) {
        return new Ask(place, version, other, payload, base, evidence);
    }

    Ask base(@Nullable Sha256 other) {
        return new Ask(place, version, keys, payload, other, evidence);
    }

    Ask evidence(List<Upload> other) {
        return new Ask(place, version, keys, payload, base, other);
    }

    Ask role(RoleName other) {
        return at(new KeyPlace(place.gun(), place.life(), other));
    }

    Ask life(int other) {
        return at(new KeyPlace(place.gun(), other, place.role()));
    }

    Ask and(RoleName role, Bytes file) {
        List<Upload> more = new ArrayList<>(evidence);
        more.add(new Upload(role, file));
        return evidence(more);
    }

    private Ask at(KeyPlace other) {
        return new Ask(other, version, keys, payload, base, evidence);
    }
}
