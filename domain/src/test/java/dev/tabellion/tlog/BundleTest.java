package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleTest {
    @Test
    void neighbouring_leaves_stand_in_whole_bundles_and_the_last_ones_in_a_partial_one() {
        assertThat(Bundle.of(new LeafIndex(512), 600))
                .containsExactly(new Bundle(2, 256), new Bundle(3, 256), new Bundle(4, 88));
        assertThat(Bundle.of(new LeafIndex(0), 256)).containsExactly(new Bundle(0, 256));
        assertThat(Bundle.of(new LeafIndex(256), 0)).isEmpty();
    }
}
