package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Answer;

/** The one form in which Notary's clients understand a refusal. */
final class Refusal {
    /** All that clients read of it. */
    private static final int READ_BY_CLIENTS = 1_024;

    private Refusal() {}

    static Answer of(Answer answer, String code) {
        assertThat(answer.is(400).bytes()).hasSizeLessThan(READ_BY_CLIENTS);
        assertThat(answer.json().path("errors").size()).isEqualTo(1);
        assertThat(answer.errorCode()).as(answer.toString()).isEqualTo(code);
        return answer;
    }
}
