package dev.tabellion.query.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.query.notary.ChangefeedRequest.Page;
import dev.tabellion.query.notary.ChangefeedRequest.Wrong;
import org.junit.jupiter.api.Test;

class ChangefeedRequestTest {
    @Test
    void a_missing_number_of_records_is_refused_in_notarys_words() {
        assertThat(ChangefeedRequest.of(null, null))
                .isEqualTo(
                        new Wrong(
                                "\"invalid records parameter: strconv.ParseInt: parsing \\\"\\\":"
                                        + " invalid syntax\""));
    }

    @Test
    void a_number_of_records_past_32_bits_is_refused_in_notarys_words() {
        assertThat(ChangefeedRequest.of("2147483648", null))
                .isEqualTo(
                        new Wrong(
                                "\"invalid records parameter: strconv.ParseInt: parsing"
                                        + " \\\"2147483648\\\": value out of range\""));
        assertThat(ChangefeedRequest.of("9".repeat(500), null))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.detail()).hasSizeLessThan(200));
    }

    @Test
    void an_id_that_is_no_number_is_refused() {
        assertThat(ChangefeedRequest.of("1", "x")).isEqualTo(Wrong.ID);
        assertThat(ChangefeedRequest.of("1", "9223372036854775808")).isEqualTo(Wrong.ID);
        assertThat(ChangefeedRequest.of("1", "-2147483649")).isEqualTo(Wrong.ID);
        assertThat(ChangefeedRequest.of("1", "\u0663")).isEqualTo(Wrong.ID);
    }

    @Test
    void an_id_past_32_bits_waits_for_ids_to_grow_so_far() {
        assertThat(ChangefeedRequest.of("1", "2147483648"))
                .isInstanceOfSatisfying(
                        Page.class, page -> assertThat(page.isPast32Bits()).isTrue());
    }

    @Test
    void no_records_means_a_hundred_and_any_number_at_most_a_thousand() {
        assertThat(ChangefeedRequest.of("0", null)).isEqualTo(new Page(0, false, 100));
        assertThat(ChangefeedRequest.of("2147483647", "7")).isEqualTo(new Page(7, false, 1_000));
        assertThat(ChangefeedRequest.of("-2147483648", "7")).isEqualTo(new Page(7, true, 1_000));
    }

    @Test
    void a_negative_number_or_id_turns_the_direction() {
        assertThat(ChangefeedRequest.of("-2", "-1")).isEqualTo(new Page(-1, true, 2));
        assertThat(ChangefeedRequest.of("1", "-1")).isEqualTo(new Page(-1, true, 1));
        assertThat(ChangefeedRequest.of("-1", null))
                .isInstanceOfSatisfying(Page.class, page -> assertThat(page.fromNewest()).isTrue());
        assertThat(ChangefeedRequest.of("-3", "9"))
                .isInstanceOfSatisfying(
                        Page.class, page -> assertThat(page.fromNewest()).isFalse());
    }
}
