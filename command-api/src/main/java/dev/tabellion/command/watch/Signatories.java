package dev.tabellion.command.watch;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.Signers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whose keys of a collection of ours signed a file: by its bytes and by every key that
 * the role ever had here. Believes nobody's word.
 */
record Signatories(PublishedFiles published, SignatureCheck check) {
    /**
     * What the bytes alone say.
     *
     * @param judgement accepted where some keys that the role ever had suffice: which of them are
     *     in force, detection knows
     */
    record Found(List<KeyId> signedBy, Judgement judgement) {
        Found {
            signedBy = List.copyOf(signedBy);
        }
    }

    Found of(Gun gun, RoleName role, Signed<?> file) {
        List<RoleKeys> keys = published.keysOf(gun, role);
        if (keys.isEmpty()) {
            return new Found(List.of(), refused(new Rejection.NotDelegated(role)));
        }
        List<Signers> all = keys.stream().map(each -> Signers.of(file, each, check)).toList();
        Set<KeyId> signers = new LinkedHashSet<>();
        all.forEach(each -> signers.addAll(each.valid()));
        return new Found(List.copyOf(signers), judgement(role, file, all));
    }

    private static Judgement judgement(RoleName role, Signed<?> file, List<Signers> all) {
        Signers newest = all.getFirst();
        return all.stream().anyMatch(Signers::meetThreshold)
                ? Judgement.accepted()
                : refused(
                        new Rejection.BelowThreshold(
                                role, newest.threshold(), newest.valid().size(), file.keyIds()));
    }

    static Judgement refused(Rejection why) {
        return new Judgement(RejectionFacts.ruleOf(why), RejectionFacts.factsOf(why));
    }
}
