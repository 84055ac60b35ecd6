package dev.tabellion.command.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RenewalRefusalsTest {
    private static final Gun GUN = new Gun("example.com/a");

    private final Refusals refusals = new Refusals(10, InstantSource.system());

    @Test
    void the_same_refusal_of_a_renewal_is_news_once_and_another_is_news_again() {
        assertThat(refusals.isNewsOfRenewal(GUN, refusedBy("key-misplaced"))).isTrue();
        assertThat(refusals.isNewsOfRenewal(GUN, refusedBy("key-misplaced"))).isFalse();
        assertThat(refusals.isNewsOfRenewal(GUN, new Rejection.NoRoot())).isTrue();
        assertThat(refusals.isNewsOfRenewal(GUN, new Rejection.NoRoot())).isFalse();
        assertThat(refusals.isNewsOfRenewal(new Gun("example.com/b"), new Rejection.NoRoot()))
                .isTrue();
    }

    private static Rejection refusedBy(String rule) {
        return new Rejection.SignerRefused(RoleName.TIMESTAMP, rule, null);
    }
}
