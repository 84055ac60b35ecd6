package dev.tabellion.signer.door;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.door.Admitted.Right;
import dev.tabellion.signer.door.NotTaken.Rule;
import dev.tabellion.signing.Answers;
import dev.tabellion.signing.SignerQuestion;
import dev.tabellion.signing.TurnedAway;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be asked of the signer's process. Asks who is there before it looks at what
 * is wanted; lets nothing pass to anything behind it, and has no way to change policy, imports or
 * the places of keys.
 */
public final class SignerDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(SignerDoor.class);
    private static final String CHAIN = "jakarta.servlet.request.X509Certificate";
    private static final int KEY_REFUSED = 409;
    private static final int USUAL_UNSETTLED = 100;

    private final Peers peers;
    private final Function<Peer, RoleSigner> signers;
    private final HealthCheck health;
    private final JournalReading journal;
    private final Refusing refusing;
    private final BodyRoom room;

    /**
     * @param signers the signer as each peer may use it
     */
    public SignerDoor(
            Peers peers,
            Function<Peer, RoleSigner> signers,
            Attempts attempts,
            JournalPages journal,
            HealthCheck health,
            DoorLimits limits) {
        this.peers = peers;
        this.signers = signers;
        this.health = health;
        this.journal = new JournalReading(journal);
        this.room = new BodyRoom(limits);
        this.refusing = new Refusing(attempts, room);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        List<X509Certificate> certificates = certificates(asked);
        Admitted admitted = peers.of(certificates);
        answer.setHeader("Cache-Control", "no-store");
        if (admitted == null) {
            refusing.stranger(certificates, asked, answer);
            return;
        }
        try {
            serve(admitted, asked, answer);
        } catch (NotTaken e) {
            refusing.refuse(admitted.peer(), e, asked, answer);
        } catch (KeyRefused e) {
            // in the journal already, and no reason to ask again
            TurnedAway refused = new TurnedAway(e.rule(), e.facts(), null);
            Replies.send(KEY_REFUSED, Answers.turnedAway(refused), answer);
        } catch (SignerUnavailable e) {
            LOG.atWarn().addKeyValue("peer", admitted.peer()).setCause(e).log("signer-unavailable");
            refusing.refuse(
                    admitted.peer(),
                    new NotTaken(
                            Rule.UNAVAILABLE, Map.of("reason", String.valueOf(e.getMessage()))),
                    asked,
                    answer);
        } catch (RuntimeException e) {
            // the cause is ours to read and not the peer's
            LOG.atError().addKeyValue("peer", admitted.peer()).setCause(e).log("question-broke");
            refusing.refuse(admitted.peer(), new NotTaken(Rule.BROKEN, Map.of()), asked, answer);
        }
    }

    private void serve(Admitted by, HttpServletRequest request, HttpServletResponse response)
            throws IOException, NotTaken {
        switch (question(request)) {
            case SIGN -> talk(by, request, response, Conversation::sign);
            case CREATE -> talk(by, request, response, Conversation::create);
            case PLACES -> talk(by, request, response, Conversation::places);
            case PUBLISHED -> talk(by, request, response, Conversation::published);
            case UNSETTLED -> {
                require(by, Right.ASK);
                Replies.send(200, unsettled(signers.apply(by.peer()), request), response);
            }
            case JOURNAL -> {
                require(by, Right.READ);
                journal.answer(request, response);
            }
            case HEALTH -> {
                String complaint = health.complaint();
                Replies.send(complaint == null ? 200 : 503, Answers.health(complaint), response);
            }
        }
    }

    /** Puts one question of a kind to the signer. */
    @FunctionalInterface
    private interface Putting {
        Bytes to(RoleSigner signer, Bytes question) throws NotTaken;
    }

    private void talk(
            Admitted by, HttpServletRequest request, HttpServletResponse response, Putting putting)
            throws IOException, NotTaken {
        require(by, Right.ASK);
        if (request.getHeader("Content-Encoding") != null) {
            throw new NotTaken(Rule.MALFORMED_REQUEST, Map.of("problem", "Content-Encoding"));
        }
        Bytes answer =
                room.answer(
                        request.getInputStream(),
                        request.getContentLengthLong(),
                        question -> putting.to(signers.apply(by.peer()), question));
        Replies.send(200, answer, response);
    }

    private static SignerQuestion question(HttpServletRequest request) throws NotTaken {
        SignerQuestion question = SignerQuestion.at(request.getRequestURI());
        if (question == null || !question.method().equals(request.getMethod())) {
            throw new NotTaken(
                    Rule.UNKNOWN_QUESTION,
                    Map.of("method", request.getMethod(), "path", request.getRequestURI()));
        }
        return question;
    }

    private static Bytes unsettled(RoleSigner signer, HttpServletRequest request) throws NotTaken {
        Parameters asked = Parameters.of(request.getQueryString(), Set.of("skip", "limit"));
        long skip = asked.number("skip", 0, Integer.MAX_VALUE);
        long limit = asked.number("limit", USUAL_UNSETTLED, SignerQuestion.MOST_NAMED);
        return Answers.unsettled(signer.unsettled((int) skip, (int) limit));
    }

    private static void require(Admitted by, Right right) throws NotTaken {
        if (!by.rights().contains(right)) {
            throw new NotTaken(Rule.RIGHT_MISSING, Map.of("right", right));
        }
    }

    private static List<X509Certificate> certificates(HttpServletRequest request) {
        return request.getAttribute(CHAIN) instanceof X509Certificate[] chain
                ? List.of(chain)
                : List.of();
    }
}
