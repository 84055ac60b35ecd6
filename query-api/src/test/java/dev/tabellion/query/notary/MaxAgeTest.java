package dev.tabellion.query.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MaxAgeTest {
    @Test
    void the_defaults_are_notarys() {
        assertThat(MaxAge.NOTARY.currentControl())
                .isEqualTo("public, max-age=300, s-maxage=300, must-revalidate");
        assertThat(MaxAge.NOTARY.consistentControl())
                .isEqualTo("public, max-age=2592000, s-maxage=2592000");
    }

    @Test
    void none_at_all_forbids_keeping() {
        var none = new MaxAge(Duration.ZERO, Duration.ZERO).currentControl();
        assertThat(none).isEqualTo("max-age=0, no-cache, no-store");
        assertThat(MaxAge.pragma(none)).isEqualTo("no-cache");
        assertThat(MaxAge.pragma(MaxAge.NOTARY.currentControl())).isNull();
    }

    @Test
    void more_than_a_year_is_refused() {
        assertThatThrownBy(() -> new MaxAge(Duration.ofDays(366), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("current");
    }
}
