package dev.tabellion.detection.rule;

import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Revoked;
import dev.tabellion.detection.Shown;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another publisher did while an honest one was preparing, by whose lateness an upload is then
 * refused.
 */
final class LostRace {
    private LostRace() {}

    /**
     * The version that was offered appeared only lately, or what follows the one that was named.
     */
    static boolean forVersion(PublicationRejected refusal, Entry entry, History before) {
        RoleName role = role(refusal);
        Shown last = before.shown(role);
        Integer offered =
                number(refusal, refusal.rule().equals("equivocation") ? "version" : "offered");
        if (last == null || offered == null || offered < 1) {
            return false;
        }
        boolean uploaded = refusal.offered().stream().anyMatch(o -> o.role().equals(role.value()));
        int taken = uploaded ? offered : offered + 1;
        return taken <= last.version().number() && last.isNews(new Version(taken), entry.at());
    }

    /** The role whose document the upload is at odds with changed lately. */
    static boolean forRole(PublicationRejected refusal, Entry entry, History before) {
        return isNews(role(refusal), entry, before);
    }

    /** Who delegates to the role changed it lately. */
    static boolean forDelegator(PublicationRejected refusal, Entry entry, History before) {
        return isNews(delegatorOf(role(refusal)), entry, before);
    }

    /**
     * Who prepared this version of root did not know of one that appeared lately. Nobody honest
     * builds the next one upon a root without its keys.
     */
    static boolean forRoot(PublicationRejected refusal, Entry entry, History before) {
        Shown last = before.shown(RoleName.ROOT);
        Integer offered = number(refusal, "version");
        return last != null
                && last.isNews(entry.at())
                && (offered == null || offered <= last.version().number());
    }

    /** Its keys would have done before the delegator's last change, which was lately. */
    static boolean forKeys(PublicationRejected refusal, Entry entry, History before) {
        Integer valid = number(refusal, "valid");
        return forDelegator(refusal, entry, before)
                && (isByWithdrawnKey(refusal, before) || (valid != null && valid > 0));
    }

    /** It bears a signature under the name of a key that the role once had. */
    static boolean isByWithdrawnKey(PublicationRejected refusal, History before) {
        Map<KeyId, Revoked> withdrawn = before.dossier().revoked().get(role(refusal));
        String offered = " " + refusal.facts().get("offered") + " ";
        return withdrawn != null
                && withdrawn.keySet().stream().anyMatch(id -> offered.contains(" " + id + " "));
    }

    private static boolean isNews(RoleName role, Entry entry, History before) {
        Shown last = before.shown(role);
        return last != null && last.isNews(entry.at());
    }

    private static RoleName delegatorOf(RoleName role) {
        RoleName parent = role.parent();
        return parent == null ? RoleName.ROOT : parent;
    }

    /** Refusals of a root name no role. */
    private static RoleName role(PublicationRejected refusal) {
        String role = refusal.facts().get("role");
        return role == null || !RoleName.isValid(role) ? RoleName.ROOT : new RoleName(role);
    }

    static @Nullable Integer number(PublicationRejected refusal, String fact) {
        String text = refusal.facts().get(fact);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null; // beyond what a version can be
        }
    }
}
