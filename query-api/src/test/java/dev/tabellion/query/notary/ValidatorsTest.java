package dev.tabellion.query.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidatorsTest {
    private static final Sha256 DIGEST = Bytes.utf8("a document").sha256();
    private static final Instant PUBLISHED = Instant.parse("2026-11-22T08:46:14.781996Z");

    private final Validators exact = new Validators(DIGEST, PUBLISHED, true, "no-cache");
    private final Validators ambiguous = new Validators(DIGEST, PUBLISHED, false, "no-cache");

    @Test
    void a_tag_matches_weakly_in_a_list_in_either_form_and_as_a_star() {
        assertThat(exact.match('"' + DIGEST.hex() + '"', null)).isTrue();
        assertThat(exact.match("\"x\", W/\"" + DIGEST.hex() + '"', null)).isTrue();
        assertThat(exact.match('"' + DIGEST.hex() + "-gzip\"", null)).isTrue();
        assertThat(exact.match("*", null)).isTrue();
        assertThat(exact.match(DIGEST.hex(), null)).isFalse();
        assertThat(exact.match("\"x\"", null)).isFalse();
    }

    @Test
    void a_date_counts_only_without_a_tag() {
        var then = "Sun, 22 Nov 2026 08:46:14 GMT";
        assertThat(exact.match(null, then)).isTrue();
        assertThat(exact.match(null, "Sun, 22 Nov 2026 08:46:13 GMT")).isFalse();
        assertThat(exact.match("\"x\"", then)).isFalse();
        assertThat(exact.match(null, "yesterday")).isFalse();
    }

    @Test
    void a_date_that_two_documents_bear_tells_nothing() {
        assertThat(ambiguous.match(null, "Sun, 22 Nov 2026 08:46:14 GMT")).isFalse();
    }
}
