package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a collection as a publication would have them: what is offered, and beneath it
 * what is stored. Says nothing about whether it should be believed.
 */
record Proposal(TrustedCollection before, Offer.Read offer, Surroundings around) {

    /** What is stored, with nothing offered. */
    static Proposal ofStored(TrustedCollection collection, Surroundings around) {
        return new Proposal(collection, new Offer.Read(Map.of()), around);
    }

    @Nullable Signed<?> offered(RoleName role) {
        return offer.files().get(role);
    }

    boolean offers(RoleName role) {
        return offer.files().containsKey(role);
    }

    List<RoleName> offeredTargets() {
        return offer.targetsRoles();
    }

    @Nullable Signed<?> stored(RoleName role) {
        CurrentDocument current = before.current(role);
        return current == null ? null : stored(role, current.digest());
    }

    /** The document that would be current. */
    @Nullable Signed<?> file(RoleName role) {
        Signed<?> offered = offered(role);
        return offered != null ? offered : stored(role);
    }

    /** The root that would be current; one of both must be there. */
    Root root() {
        return metadata(Root.class, rootFile());
    }

    Signed<?> rootFile() {
        Signed<?> root = file(RoleName.ROOT);
        if (root == null) {
            throw new IllegalStateException(before.gun() + " has no root, stored or offered");
        }
        return root;
    }

    @Nullable Root storedRoot() {
        Signed<?> root = stored(RoleName.ROOT);
        return root == null ? null : metadata(Root.class, root);
    }

    @Nullable Snapshot storedSnapshot() {
        Signed<?> snapshot = stored(RoleName.SNAPSHOT);
        return snapshot == null ? null : metadata(Snapshot.class, snapshot);
    }

    /** What a file read as a role's says; readers give each role its own kind of metadata. */
    static <M extends Metadata> M metadata(Class<M> kind, Signed<?> file) {
        return kind.cast(file.metadata());
    }

    private Signed<?> stored(RoleName role, Sha256 digest) {
        return around.documents().read(role, digest);
    }
}
