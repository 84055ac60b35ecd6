package dev.tabellion.signer.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which collections' keys belong in the token. */
class TokenCollectionsTest {
    @Test
    void a_name_means_itself_and_a_beginning_all_that_begin_so() {
        TokenCollections some = new TokenCollections(List.of("example.com/a", "example.com/b/*"));
        assertThat(some.include(new Gun("example.com/a"))).isTrue();
        assertThat(some.include(new Gun("example.com/a/b"))).isFalse();
        assertThat(some.include(new Gun("example.com/b/c"))).isTrue();
        assertThat(some.include(new Gun("example.com/b"))).isFalse();
        assertThat(new TokenCollections(List.of("*")).include(new Gun("any"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a*b", "*a", "a**"})
    void anything_else_is_refused(String pattern) {
        assertThatThrownBy(() -> new TokenCollections(List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
