package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import org.junit.jupiter.api.Test;

class DigestSetTest {
    private static final int MANY = 5_000;

    @Test
    void it_has_what_was_added_and_nothing_else() {
        var set = new DigestSet();
        for (int each = 0; each < MANY; each++) {
            set.add(digest(each));
            set.add(digest(each));
        }
        for (int each = 0; each < MANY; each++) {
            assertThat(set.contains(digest(each))).isTrue();
            assertThat(set.contains(digest(MANY + each))).isFalse();
        }
    }

    private static Sha256 digest(int number) {
        return Bytes.utf8(Integer.toString(number)).sha256();
    }
}
