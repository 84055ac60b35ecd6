package dev.tabellion.detection;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Targets;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an entry, and the document it tells of, change in what is remembered of a view. */
final class Evolution {
    private Evolution() {}

    static Dossier after(Dossier before, Entry entry) {
        return switch (entry.event()) {
            case CollectionOpened e -> before.begun(e.dialect(), e.life());
            case CollectionImported e when e.fate() == Fate.DELETED -> before.ended();
            case CollectionImported e -> before.begun(e.dialect(), e.life());
            case CollectionDeleted _ -> before.ended();
            case ManagedKeyCreated e -> born(before, entry, e.role(), e.life(), e.key().id());
            case ManagedKeyImported e -> born(before, entry, e.role(), e.life(), e.key().id());
            case ManagedKeyRotationStaged e ->
                    born(before, entry, e.role(), e.life(), e.key().id());
            case ManagedKeyRetired e -> retired(before, e.key());
            case KeyDeclaredCompromised e -> compromised(before, entry, e);
            case NamespaceReserved e -> reserved(before, entry, e);
            default -> before; // changes nothing that is remembered
        };
    }

    /** A view of a collection of ours begins anew where it shows a root of another life. */
    static Dossier ofLife(Dossier before, History record, Sight sight) {
        int life = record.dossier().life();
        return life != before.life() && sight.role().equals(RoleName.ROOT) && sight.isHeadOf(record)
                ? before.begun(sight.sighting().watched().dialect(), life)
                : before;
    }

    /** What a document that is shown changes beside itself: who may sign, and what is forgotten. */
    static Dossier after(History history, Appearance shown) {
        Dossier before = history.dossier();
        if (shown.metadata() instanceof Delegator delegator) {
            before = Withdrawals.after(history, shown, delegator);
        }
        if (shown.metadata() instanceof Root root && forgetsByRoot(history, root)) {
            SortedMap<RoleName, Shown> now = new TreeMap<>(before.shown());
            now.replaceAll((role, last) -> role.equals(RoleName.ROOT) ? last : last.forgotten());
            before = before.withShown(now, shown.dialect());
        }
        Dossier after = shownAlone(before, shown);
        return shown.metadata() instanceof Targets
                ? Forgetting.in(history.with(named(history.with(after), shown)))
                : after;
    }

    /**
     * With who delegates to what was shown. What is imported comes in the order in which it was
     * published there: whoever delegates may come last, and did before nonetheless.
     */
    private static Dossier named(History after, Appearance shown) {
        boolean imported = shown.entry().event() instanceof MetadataImported;
        if (!imported && shown.role().isTopLevel()) {
            return after.dossier();
        }
        Delegators delegators = new Delegators(after);
        SortedMap<RoleName, Shown> now = new TreeMap<>(after.dossier().shown());
        now.replaceAll(
                (role, last) ->
                        role.equals(shown.role()) || (imported && !role.isTopLevel())
                                ? last.namedBy(delegators.filesOf(role))
                                : last);
        return after.dossier().withShown(now, shown.dialect());
    }

    /** Where what was shown before it cannot be looked at. */
    static Dossier shownAlone(Dossier before, Appearance shown) {
        SortedMap<RoleName, Shown> now = new TreeMap<>(before.shown());
        now.merge(shown.role(), Shown.first(shown), Shown::next);
        Dossier after = before.withShown(now, shown.dialect());
        return shown.metadata() instanceof Root root ? serving(after, root) : after;
    }

    private static Dossier compromised(
            Dossier before, Entry entry, KeyDeclaredCompromised declared) {
        SortedMap<KeyId, Compromised> keys = new TreeMap<>(before.compromised());
        Compromised known = keys.get(declared.key());
        keys.put(declared.key(), Compromised.by(declared, entry.leaf(), known));
        return before.with(before.declared().withCompromised(keys));
    }

    /** Who says so again says until when; what is over is forgotten. */
    private static Dossier reserved(Dossier before, Entry entry, NamespaceReserved told) {
        SortedMap<String, Reserved> names = new TreeMap<>(before.reserved());
        names.put(told.prefix(), new Reserved(entry.leaf(), told.until()));
        names.values().removeIf(each -> !each.isAt(entry.at()));
        return before.with(before.declared().withReserved(names));
    }

    private static Dossier born(Dossier before, Entry entry, RoleName role, int life, KeyId key) {
        SortedMap<KeyId, Managed> keys = new TreeMap<>(before.managed());
        keys.put(key, new Managed(role, life, entry.leaf(), entry.at(), false));
        return before.withManaged(keys);
    }

    private static Dossier retired(Dossier before, KeyId key) {
        SortedMap<KeyId, Managed> keys = new TreeMap<>(before.managed());
        keys.remove(key);
        return before.withManaged(keys);
    }

    /**
     * Specification 5.3.11: other timestamp or snapshot keys make clients forget both, and with the
     * snapshot what they knew of the versions that it names.
     */
    private static boolean forgetsByRoot(History history, Root now) {
        Root before = history.root();
        return before != null
                && (!sameKeys(before, now, RoleName.TIMESTAMP)
                        || !sameKeys(before, now, RoleName.SNAPSHOT));
    }

    private static boolean sameKeys(Root before, Root now, RoleName role) {
        return before.topLevel(role).keys().keySet().equals(now.topLevel(role).keys().keySet());
    }

    private static Dossier serving(Dossier before, Root root) {
        SortedMap<KeyId, Managed> keys = new TreeMap<>(before.managed());
        keys.replaceAll(
                (id, key) -> {
                    RoleKeys named = root.keysOf(key.role());
                    return named != null && named.keys().containsKey(id) ? key.serving() : key;
                });
        return before.withManaged(keys);
    }
}
