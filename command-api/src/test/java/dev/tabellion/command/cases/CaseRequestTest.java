package dev.tabellion.command.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRequestTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T14:05:00+01:00, 2026-11-23T13:05:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void a_time_is_told_with_its_zone(String said, Instant meant) {
        assertThat(time(said)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-23T14:05:00",
                "1969-12-31T23:59:59Z",
                "9999-12-31T23:59:59-00:01",
                "+300000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "-5000-01-01T00:00:00Z"
            })
    void what_no_record_could_hold_is_refused_by_name(String said) {
        assertThatThrownBy(() -> time(said))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("from is ");
    }

    @Test
    void a_time_that_is_not_there_is_none() {
        assertThat(CaseRequest.of(new byte[0], Set.of("from")).instant("from")).isNull();
    }

    private static @Nullable Instant time(String said) {
        byte[] body = Bytes.utf8("{\"from\":\"" + said + "\"}").toArray();
        return CaseRequest.of(body, Set.of("from")).instant("from");
    }
}
