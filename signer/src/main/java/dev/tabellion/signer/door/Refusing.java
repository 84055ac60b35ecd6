package dev.tabellion.signer.door;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.door.NotTaken.Rule;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.TurnedAway;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is not taken in: first the journal, then the peer. Never reads on for long. */
final class Refusing {
    private static final Logger LOG = LoggerFactory.getLogger(Refusing.class);

    private final Attempts attempts;
    private final BodyRoom room;

    Refusing(Attempts attempts, BodyRoom room) {
        this.attempts = attempts;
        this.room = room;
    }

    /** What a stranger sends is not read at all. */
    void stranger(
            List<X509Certificate> certificates,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        refuse(
                null,
                new NotTaken(Rule.UNKNOWN_PEER, Strangers.facts(certificates)),
                request,
                response);
    }

    void refuse(
            @Nullable Peer by,
            NotTaken why,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Long entry = why.rule().isAttempt() ? entered(by, why) : null;
        LOG.atWarn()
                .addKeyValue("peer", by)
                .addKeyValue("address", request.getRemoteAddr())
                .addKeyValue("rule", why.rule())
                .addKeyValue("facts", why.facts())
                .addKeyValue("entry", entry)
                .log("request-turned-away");
        if (response.isCommitted() && why.rule() == Rule.BROKEN_OFF) {
            return; // Tomcat has said 400 itself, to whoever still hears it
        }
        if (response.isCommitted()) {
            throw new IOException("an answer broke off: " + why.rule());
        }
        response.resetBuffer();
        if (why.rule() == Rule.REQUEST_TOO_LARGE) {
            room.drain(request.getInputStream());
        }
        if (why.rule() == Rule.UNAVAILABLE || why.rule() == Rule.NO_ROOM) {
            response.setHeader("Retry-After", "1");
        } else {
            // what is left of the body is not worth reading
            response.setHeader("Connection", "close");
        }
        TurnedAway answer = new TurnedAway(why.rule().toString(), why.facts(), entry);
        Replies.send(why.rule().status(), Answers.turnedAway(answer), response);
        response.flushBuffer(); // before Tomcat waits for what is left of the body
    }

    /** Nothing is signed either way, so a journal that cannot be written changes no answer. */
    private @Nullable Long entered(@Nullable Peer by, NotTaken why) {
        try {
            return attempts.enter(by, why.rule().toString(), why.facts());
        } catch (SignerUnavailable e) {
            LOG.atError().addKeyValue("rule", why.rule()).setCause(e).log("attempt-not-entered");
            return null;
        }
    }
}
