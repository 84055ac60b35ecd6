package dev.tabellion.pocket;

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

/** A request for a signature on its way to being made worse. */
public record PocketAsk(
        KeyPlace place,
        int version,
        List<KeyId> keys,
        Bytes payload,
        @Nullable Sha256 base,
        List<Upload> evidence) {

    /** What an honest server asks, to begin with. */
    public static PocketAsk of(SigningRequest honest) {
        return new PocketAsk(
                honest.place(),
                honest.version().number(),
                honest.keys(),
                honest.payload(),
                honest.base(),
                honest.evidence());
    }

    public SigningRequest request() {
        return new SigningRequest(
                place, new Version(version), keys, payload, Reason.PUBLISHED, base, evidence, null);
    }

    public PocketAsk payload(Bytes other) {
        return new PocketAsk(place, version, keys, other, base, evidence);
    }

    public PocketAsk version(int other) {
        return new PocketAsk(place, other, keys, payload, base, evidence);
    }

    public PocketAsk keys(List<KeyId> other) {
        return new PocketAsk(place, version, other, payload, base, evidence);
    }

    public PocketAsk base(@Nullable Sha256 other) {
        return new PocketAsk(place, version, keys, payload, other, evidence);
    }

    public PocketAsk evidence(List<Upload> other) {
        return new PocketAsk(place, version, keys, payload, base, other);
    }

    public PocketAsk role(RoleName other) {
        return at(new KeyPlace(place.gun(), place.life(), other));
    }

    public PocketAsk life(int other) {
        return at(new KeyPlace(place.gun(), other, place.role()));
    }

    public PocketAsk at(KeyPlace other) {
        return new PocketAsk(other, version, keys, payload, base, evidence);
    }

    public PocketAsk and(RoleName role, Bytes file) {
        List<Upload> more = new ArrayList<>(evidence);
        more.add(new Upload(role, file));
        return evidence(more);
    }
}
