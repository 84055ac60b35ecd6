package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChecksTest {
    private static final PublicKey KEY = new PublicKey("ecdsa", Bytes.utf8("key"));
    private static final Signature GOOD = signature("ecdsa", "good");
    private static final Bytes PAYLOAD = Bytes.utf8("payload");

    private int asked;
    private final RecentChecks checks =
            new RecentChecks(
                    (_, signature, _) -> {
                        asked++;
                        return signature.value().equals(GOOD.value());
                    });

    @Test
    void what_verified_is_not_checked_again() {
        for (int i = 0; i < 3; i++) {
            assertThat(checks.verifies(KEY, GOOD, Bytes.utf8("payload"))).isTrue();
        }
        assertThat(asked).isOne();
    }

    @Test
    void what_did_not_verify_is_checked_each_time() {
        for (int i = 1; i <= 3; i++) {
            assertThat(checks.verifies(KEY, signature("ecdsa", "bad"), PAYLOAD)).isFalse();
            assertThat(asked).isEqualTo(i);
        }
    }

    @Test
    void whatever_differs_is_checked_by_itself() {
        checks.verifies(KEY, GOOD, PAYLOAD);
        for (PublicKey other :
                List.of(
                        new PublicKey("ed25519", KEY.value()),
                        new PublicKey("ecdsa", Bytes.utf8("another")))) {
            checks.verifies(other, GOOD, PAYLOAD);
        }
        checks.verifies(KEY, signature("rsapss", "good"), PAYLOAD);
        checks.verifies(KEY, GOOD, Bytes.utf8("other payload"));
        assertThat(checks.verifies(KEY, signature("ecdsa", "bad"), PAYLOAD)).isFalse();
        assertThat(asked).isEqualTo(6);
    }

    @Test
    void the_oldest_are_forgotten() {
        checks.verifies(KEY, GOOD, PAYLOAD);
        for (int i = 0; i < RecentChecks.MOST; i++) {
            checks.verifies(KEY, GOOD, Bytes.utf8("payload " + i));
        }
        int before = asked;
        checks.verifies(KEY, GOOD, Bytes.utf8("payload 5"));
        assertThat(asked).isEqualTo(before);
        checks.verifies(KEY, GOOD, PAYLOAD);
        assertThat(asked).isEqualTo(before + 1);
    }

    private static Signature signature(String method, String value) {
        return new Signature(new KeyId("id"), method, Bytes.utf8(value));
    }
}
