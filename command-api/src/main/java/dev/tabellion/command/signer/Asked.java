package dev.tabellion.command.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signing.SignerQuestion;
import org.jspecify.annotations.Nullable;

/**
 * One question as it goes out.
 *
 * @param query of its address, with the question mark; may be empty
 * @param body null for what is only fetched
 * @param longestAnswer more than this is no answer
 */
record Asked(SignerQuestion question, String query, @Nullable Bytes body, long longestAnswer) {
    private static final long SMALL = 64 * 1024;

    static Asked about(SignerQuestion question, Bytes body, long atMost) {
        return new Asked(question, "", body, SMALL + atMost);
    }

    static Asked fetching(SignerQuestion question, String query, long atMost) {
        return new Asked(question, query, null, SMALL + atMost);
    }

    int length() {
        return body == null ? 0 : body.length();
    }

    /**
     * Whether asking twice does no more than asking once: a signature is given again from the
     * journal, news may be told twice, and looking changes nothing. A second key would be made.
     */
    boolean isRepeatable() {
        return switch (question) {
            case SIGN, PLACES, PUBLISHED, UNSETTLED, JOURNAL, HEALTH -> true;
            case CREATE -> false;
        };
    }

    /** For messages: what was being done. */
    @Override
    public String toString() {
        return question.method() + " " + question.path();
    }
}
