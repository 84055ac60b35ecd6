package dev.tabellion.signer.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What bodies may take of heaps of several sizes. */
class DoorLimitsTest {

    @Test
    void a_small_heap_is_never_more_than_half_taken_by_bodies() {
        DoorLimits small = DoorLimits.within(256L << 20);
        assertThat(small.memory()).isEqualTo(128L << 20);
        assertThat(small.longestBody()).isEqualTo(16 << 20);
    }

    @Test
    void a_large_heap_makes_no_body_longer() {
        DoorLimits large = DoorLimits.within(64L << 30);
        assertThat(large.memory()).isEqualTo(512L << 20);
        assertThat(large.longestBody()).isEqualTo(64 << 20);
    }
}
