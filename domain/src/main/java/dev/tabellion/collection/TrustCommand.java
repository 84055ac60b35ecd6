package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;
import java.util.List;

/** What may be asked of a collection. */
public sealed interface TrustCommand {
    Gun gun();

    /** Publish all documents or none; empty is Notary's way of asking for a fresh snapshot. */
    record PublishMetadata(Gun gun, List<Upload> uploads) implements TrustCommand {
        public PublishMetadata {
            uploads = List.copyOf(uploads);
        }
    }

    /** See that the server has a key for the role, and tell it. */
    record EnsureManagedKey(Gun gun, RoleName role, KeyAlgorithm algorithm)
            implements TrustCommand {}

    /** Stage a new key for the role, which a later root may name. */
    record RotateManagedKey(Gun gun, RoleName role, KeyAlgorithm algorithm)
            implements TrustCommand {}

    /** Sign the server's roles anew if they are due. */
    record RenewServerRoles(Gun gun) implements TrustCommand {}

    /** End this life of the collection; its bytes and history stay. */
    record DeleteCollection(Gun gun) implements TrustCommand {}

    /** Take over what another server kept, which was judged before. */
    record ImportCollection(Gun gun, ImportableHistory history) implements TrustCommand {}
}
