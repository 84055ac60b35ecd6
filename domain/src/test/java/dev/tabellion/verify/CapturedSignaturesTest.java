package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.fixtures.Captured;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapturedSignaturesTest {
    private final SignatureCheck check = new JdkSignatureCheck();
    private final Map<KeyId, PublicKey> keys = new HashMap<>();

    @Test
    void each_signature_is_judged_as_an_independent_verifier_judged_it() {
        List<Captured> all = Captured.all();
        all.forEach(captured -> learnKeys(captured.read()));
        int valid = 0;
        int invalid = 0;
        for (Captured captured : all) {
            Signed<?> signed = captured.read();
            for (int i = 0; i < captured.signatures().size(); i++) {
                Signature signature = signed.signatures().get(i);
                PublicKey key = Objects.requireNonNull(keys.get(signature.keyId()));
                boolean verdict = check.verifies(key, signature, signed.payload());
                assertThat(verdict)
                        .as(captured.name())
                        .isEqualTo(captured.signatures().get(i).valid());
                if (verdict) {
                    valid++;
                } else {
                    invalid++;
                }
            }
        }
        assertThat(valid).isEqualTo(173);
        assertThat(invalid).isEqualTo(2);
    }

    private void learnKeys(Signed<?> signed) {
        if (signed.metadata() instanceof Root root) {
            root.roles().values().forEach(role -> keys.putAll(role.keys()));
        }
        if (signed.metadata() instanceof Targets targets) {
            targets.delegations().stream()
                    .map(Delegation::keys)
                    .forEach(r -> keys.putAll(r.keys()));
        }
    }
}
