package dev.tabellion.command.signer;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.signing.MalformedMessage;
import dev.tabellion.signing.SignerQuestion;
import java.util.List;

/**
 * Reads the journal of the signer's own process, for which this server must be named as its reader.
 * Takes nothing for an entry that does not have its hash.
 */
public final class RemoteJournal {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    /** A refusal tells at most so much; a signature far less. */
    private static final long LONGEST_LINE = 48 * 1024;

    private static final int MOST_LINES = 200;

    private final SignerLine line;

    public RemoteJournal(SignerLine line) {
        this.line = line;
    }

    /**
     * The entries after one, in their order; none if there are none.
     *
     * @throws SignerUnavailable if the signer cannot be asked, or does not let this server read
     */
    public List<JournalLine> after(long entry, int most) {
        int limit = Math.min(most, MOST_LINES);
        Asked asked =
                Asked.fetching(
                        SignerQuestion.JOURNAL,
                        "?after=" + entry + "&limit=" + limit,
                        limit * LONGEST_LINE);
        Reply reply = line.ask(asked);
        if (reply.status() != OK) {
            throw turnedAway(asked, reply);
        }
        try {
            return JournalLine.all(reply.body());
        } catch (MalformedMessage e) {
            throw new SignerUnavailable("reading the signer's answer to " + asked, e);
        }
    }

    private static SignerUnavailable turnedAway(Asked asked, Reply reply) {
        if (reply.status() == FORBIDDEN) {
            return new SignerUnavailable(
                    "the signer lets this server ask, not read: name it to 'tabellion signer' with"
                            + " --reader, too");
        }
        try {
            return new SignerUnavailable(
                    "the signer answered %s by %d %s"
                            .formatted(
                                    asked,
                                    reply.status(),
                                    Answers.turnedAway(reply.body()).rule()));
        } catch (MalformedMessage e) {
            return new SignerUnavailable("reading the signer's answer to " + asked, e);
        }
    }
}
