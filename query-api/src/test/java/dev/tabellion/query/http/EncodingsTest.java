package dev.tabellion.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, GZIP;q=0.5", "x-gzip", "*", "br;q=1, *;q=0.1"})
    void gzip_is_used_where_it_is_accepted(String header) {
        assertThat(Encodings.acceptsGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "br"})
    void gzip_is_not_used_where_it_is_not(String header) {
        assertThat(Encodings.acceptsGzip(header)).isFalse();
    }
}
