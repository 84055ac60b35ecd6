package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an eye says is put where other programs read it: it has to be sayable there. */
class SeenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z"
            })
    void nobody_sees_anything_outside_of_four_digits(String at) {
        assertThatIllegalArgumentException().isThrownBy(() -> seen("a", Instant.parse(at)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\nb", "\u007f"})
    void no_file_has_such_a_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> seen(name, Instant.EPOCH));
    }

    @Test
    void the_edges_are_fine() {
        assertThatCode(() -> seen("a b ü", Instant.EPOCH)).doesNotThrowAnyException();
        assertThatCode(() -> seen("a", Instant.parse("9999-12-31T23:59:59.999999999Z")))
                .doesNotThrowAnyException();
    }

    private static Seen seen(String file, Instant at) {
        return new Seen(RoleName.ROOT, file, at, null, null, 0, List.of());
    }
}
