package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.collection.SignerUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that may be lost and come back: whoever asks gets an answer, or hears within bounded time
 * that there is none. Logs in anew by itself, but not all the time, and never shows a PIN again
 * that the token refused. Safe for concurrent use, beside others of the same library as well.
 */
public final class Token implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    /** Between two of the kind that ends everybody's sessions, though nobody needs them ended. */
    private static final Duration SPARING = Duration.ofMinutes(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);
    private static final Duration BREAK = Duration.ofMillis(50);

    private final BoundedCalls calls;
    private final SharedLibrary library;
    private final Logins logins;

    /** No answer, and none since. */
    private final Outage silence = new Outage();

    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile long enteredAnew = System.nanoTime() - SPARING.toNanos();

    private Token(TokenSettings settings) {
        this.calls = new BoundedCalls("token", settings.sessions(), settings.patience());
        this.library = SharedLibrary.entered(settings.library());
        this.logins =
                new Logins(settings, library); // does not fail: nobody would leave the library
    }

    /** What is asked of the token; asked again after a new login if the first one failed. */
    interface Question<T> {
        T ask(TokenLogin login) throws TokenTrouble;
    }

    /**
     * Logs in, or goes on without: the token may come later.
     *
     * @throws IllegalArgumentException if the library or the PIN is wrong
     */
    public static Token open(TokenSettings settings) {
        Token token = new Token(settings);
        try {
            token.ask("logging in to the token", TokenLogin::slot);
        } catch (SignerUnavailable e) {
            if (token.logins.isPinRefused()) {
                token.close();
                throw new IllegalArgumentException("The token refused the PIN.", e);
            }
        } catch (RuntimeException e) {
            token.close();
            throw e;
        }
        return token;
    }

    Cryptoki library() {
        return library.functions();
    }

    /**
     * @throws SignerUnavailable if the token does not answer, or not well
     */
    <T> T ask(String doing, Question<T> question) {
        return calls.call(doing, () -> askTwice(doing, question));
    }

    /**
     * The same for what takes the longer the more there is in the token.
     *
     * @throws SignerUnavailable if the token does not answer, or not well
     */
    <T> T askAtLength(String doing, Question<T> question) {
        return calls.call(doing, LONGEST_WAIT, () -> askTwice(doing, question));
    }

    /**
     * Starts the library anew and logs in, so that what it then shows is what is there. Calls that
     * are in it fail by it, and are made again. Waits where others of the library are to be spared.
     *
     * @throws SignerUnavailable if the token is away, or that was done moments ago
     */
    void enterAnew() {
        if (System.nanoTime() - enteredAnew < SPARING.toNanos()) {
            throw new SignerUnavailable(
                    "logging in to the token anew", new TokenTrouble("that was done moments ago"));
        }
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!library.mayRestart() && !isClosed.get() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(BREAK.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new SignerUnavailable("logging in to the token anew: interrupted");
            }
        }
        calls.call("logging in to the token anew", LONGEST_WAIT, this::afterRestart);
    }

    private TokenLogin afterRestart() {
        TokenLogin fresh = logins.afterRestart();
        enteredAnew = System.nanoTime(); // whether or not anybody still waits for it
        return fresh;
    }

    private <T> T askTwice(String doing, Question<T> question) {
        TokenLogin first = logins.otherThan(null);
        try {
            return present(first, question);
        } catch (TokenTrouble e) {
            silence.tell(LOG, "token-failed", e);
            return askOnceMore(doing, question, first, e);
        }
    }

    private <T> T askOnceMore(
            String doing, Question<T> question, TokenLogin failed, TokenTrouble trouble) {
        TokenLogin second;
        try {
            second = logins.otherThan(failed);
        } catch (SignerUnavailable e) {
            e.addSuppressed(trouble);
            throw e;
        }
        try {
            T answer = present(second, question);
            logins.helped();
            return answer;
        } catch (TokenTrouble e) {
            logins.didNotHelp();
            throw new SignerUnavailable(doing, e);
        }
    }

    private <T> T present(TokenLogin with, Question<T> question) throws TokenTrouble {
        library.inside().lock();
        try {
            if (with.isOver(library)) {
                throw new TokenTrouble("the library was started anew");
            }
            T answer = question.ask(with);
            silence.isOver();
            return answer;
        } finally {
            library.inside().unlock();
        }
    }

    @Override
    public void close() {
        calls.close();
        if (!isClosed.getAndSet(true)) {
            library.leave();
        }
    }
}
