package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.Signers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What an accepted upload makes happen, before anything of ours is signed. */
final class PublicationEvents {
    private final Proposal proposal;
    private final TrustedCollection before;

    PublicationEvents(Proposal proposal) {
        this.proposal = proposal;
        this.before = proposal.before();
    }

    Trail trail() {
        KeyChanges keys = new KeyChanges(proposal);
        List<CollectionEvent> events = new ArrayList<>();
        if (!before.isOpen()) {
            events.add(new CollectionOpened(before.dialect(), before.life()));
        }
        if (proposal.offers(RoleName.ROOT)) {
            events.addAll(ManagedKeys.untold(before, proposal.root(), proposal.around()));
        }
        events.addAll(keys.events());
        List<Document> documents = new ArrayList<>();
        for (Map.Entry<RoleName, Signed<?>> offered : proposal.offer().files().entrySet()) {
            Document document = Document.of(offered.getValue().raw());
            events.add(published(offered.getKey(), offered.getValue(), document));
            documents.add(document);
        }
        return new Trail(events, documents, keys.retired());
    }

    private MetadataPublished published(RoleName role, Signed<?> file, Document document) {
        CurrentDocument previous = before.current(role);
        return new MetadataPublished(
                role,
                file.metadata().version(),
                document.digest(),
                document.file().length(),
                file.metadata().expires(),
                signersOf(role, file),
                previous == null ? null : previous.digest(),
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }

    /** A new root is signed by the keys of the one before it, too. */
    List<KeyId> signersOf(RoleName role, Signed<?> file) {
        SequencedSet<KeyId> signers = new LinkedHashSet<>(valid(file, delegatorOf(role), role));
        Root storedRoot = role.equals(RoleName.ROOT) ? proposal.storedRoot() : null;
        signers.addAll(valid(file, storedRoot, role));
        return List.copyOf(signers);
    }

    private List<KeyId> valid(Signed<?> file, @Nullable Delegator delegator, RoleName role) {
        RoleKeys keys = delegator == null ? null : delegator.keysOf(role);
        return keys == null ? List.of() : Signers.of(file, keys, proposal.around().check()).valid();
    }

    private Delegator delegatorOf(RoleName role) {
        RoleName parent = role.parent();
        Signed<?> file = parent == null ? null : proposal.file(parent);
        return file == null ? proposal.root() : Proposal.metadata(Targets.class, file);
    }
}
