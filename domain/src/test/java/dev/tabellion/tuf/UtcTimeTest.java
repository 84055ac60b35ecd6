package dev.tabellion.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
    @Test
    void what_the_jdk_writes_is_read_as_the_jdk_reads_it() {
        Random random = new Random(1);
        for (int each = 0; each < 10_000; each++) {
            Instant moment = moment(random);
            assertThat(UtcTime.usual(moment.toString())).isEqualTo(moment);
            assertThat(UtcTime.read(moment.toString())).isEqualTo(moment);
        }
    }

    @Test
    void a_fraction_has_one_to_nine_digits() {
        Instant second = Instant.parse("2026-02-28T23:59:59Z");
        assertThat(UtcTime.usual("2026-02-28T23:59:59.5Z")).isEqualTo(second.plusMillis(500));
        assertThat(UtcTime.usual("2026-02-28T23:59:59.000000001Z")).isEqualTo(second.plusNanos(1));
        assertThat(UtcTime.usual("2026-02-28T23:59:59.Z")).isNull();
        assertThat(UtcTime.usual("2026-02-28T23:59:59.0000000001Z")).isNull();
        assertThat(UtcTime.usual("2026-02-28T23:59:59,5Z")).isNull();
        assertThat(UtcTime.usual("2026-02-28T23:59:59.-5Z")).isNull();
    }

    @Test
    void what_is_spelled_otherwise_is_the_jdks_to_judge() {
        assertThat(UtcTime.usual("2026-02-28T23:59:59+00:00")).isNull();
        assertThat(UtcTime.usual("2026-02-28t23:59:59Z")).isNull();
        assertThat(UtcTime.usual("+12026-02-28T23:59:59Z")).isNull();
        assertThat(UtcTime.usual("2026-02-30T00:00:00Z")).isNull();
        assertThat(UtcTime.usual("\u0662026-02-28T00:00:00Z")).isNull();
        assertThat(UtcTime.usual("")).isNull();
        assertThat(UtcTime.read("2026-02-28T24:00:00Z"))
                .isEqualTo(Instant.parse("2026-02-28T24:00:00Z"));
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> UtcTime.read("2026-02-30T00:00:00Z"));
    }

    @Test
    void milliseconds_are_three_digits_and_nothing_is_rounded_up() {
        assertThat(UtcTime.milliseconds(Instant.parse("2026-01-02T03:04:05Z")))
                .isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(UtcTime.milliseconds(Instant.parse("0099-12-31T23:59:59.999999999Z")))
                .isEqualTo("0099-12-31T23:59:59.999Z");
        assertThat(UtcTime.milliseconds(Instant.parse("+12026-01-02T03:04:05.060Z")))
                .isEqualTo("+12026-01-02T03:04:05.060Z");
        assertThat(UtcTime.milliseconds(Instant.parse("-0001-01-02T03:04:05.060Z")))
                .isEqualTo("-0001-01-02T03:04:05.060Z");
    }

    @Test
    void the_whole_is_what_the_jdk_writes() {
        Random random = new Random(2);
        for (int each = 0; each < 10_000; each++) {
            Instant moment = moment(random);
            for (ChronoUnit unit :
                    List.of(
                            ChronoUnit.NANOS,
                            ChronoUnit.MICROS,
                            ChronoUnit.MILLIS,
                            ChronoUnit.SECONDS)) {
                Instant some = moment.truncatedTo(unit);
                assertThat(UtcTime.whole(some)).isEqualTo(some.toString());
            }
        }
        for (Instant far : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            assertThat(UtcTime.whole(far)).isEqualTo(far.toString());
        }
    }

    private static Instant moment(Random random) {
        long from = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long until = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        long nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
        return Instant.ofEpochSecond(random.nextLong(from, until), nanos);
    }
}
