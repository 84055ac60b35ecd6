package dev.tabellion.command.signer;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.MalformedMessage;
import dev.tabellion.signing.SignerQuestion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the signer's process can be reached, and whether it signs. Under Notary's name for it.
 */
public final class SignerReachable implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final SignerLine line;

    public SignerReachable(SignerLine line) {
        this.line = line.hastier(PATIENCE);
    }

    @Override
    public String name() {
        return "Trust operational";
    }

    @Override
    public @Nullable String complaint() {
        try {
            Reply reply = line.ask(Asked.fetching(SignerQuestion.HEALTH, "", 0));
            return reply.status() == OK || reply.status() == UNAVAILABLE
                    ? told(reply)
                    : "the signer does not let this server in";
        } catch (SignerUnavailable _) {
            return "the signer cannot be reached";
        } catch (MalformedMessage _) {
            return "what answers is not the signer";
        }
    }

    private static @Nullable String told(Reply reply) throws MalformedMessage {
        String complaint = Answers.health(reply.body());
        return complaint == null ? null : "the signer signs nothing: " + complaint;
    }
}
