package dev.tabellion.collection;

import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import dev.tabellion.verify.Signers;
import java.util.Optional;

/** A document carries as many valid signatures by its role's keys as the role demands. */
final class SignatureRules {
    private SignatureRules() {}

    static Optional<Rejection> judge(
            RoleName role, Signed<?> file, RoleKeys keys, SignatureCheck check) {
        Signers signers = Signers.of(file, keys, check);
        return signers.meetThreshold()
                ? Optional.empty()
                : Optional.of(
                        new Rejection.BelowThreshold(
                                role, signers.threshold(), signers.valid().size(), file.keyIds()));
    }
}
