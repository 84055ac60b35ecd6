package dev.tabellion.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RecentValues values = new RecentValues();

    @Test
    void quantiles_are_those_of_the_values() {
        for (int value = 1; value <= 1000; value++) {
            values.record(value);
        }

        var read = read(0);
        assertThat(quantile(read, 0.5)).isCloseTo(500, within(10.0));
        assertThat(quantile(read, 0.9)).isCloseTo(900, within(10.0));
        assertThat(quantile(read, 0.99)).isCloseTo(990, within(10.0));
        assertThat(read.getSum()).isEqualTo(500_500);
        assertThat(read.getCount()).isEqualTo(1000);
    }

    @Test
    void old_values_leave_the_quantiles_and_stay_in_sum_and_count() {
        values.record(1_000_000);
        read(0);
        for (int minute = 1; minute <= 9; minute++) {
            values.record(10);
            assertThat(quantile(read(minute * MINUTE), 0.99)).isGreaterThan(999_000);
        }
        read(10 * MINUTE);
        values.record(10);

        var read = read(12 * MINUTE);
        assertThat(quantile(read, 0.99)).isEqualTo(10);
        assertThat(read.getCount()).isEqualTo(11);
        assertThat(read.getSum()).isEqualTo(1_000_100);
    }

    @Test
    void nothing_recorded_is_not_a_number() {
        assertThat(quantile(read(0), 0.5)).isNaN();
    }

    private SummaryDataPointSnapshot read(long nanos) {
        return values.read(Labels.EMPTY, nanos);
    }

    private static double quantile(SummaryDataPointSnapshot read, double quantile) {
        for (var each : read.getQuantiles()) {
            if (each.getQuantile() == quantile) {
                return each.getValue();
            }
        }
        throw new AssertionError("no quantile " + quantile);
    }
}
