package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.collection.SignerUnavailable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A token that may be lost and come back: whoever asks gets an answer, or hears within bounded time
 * that there is none. Logs in anew by itself, but not all the time, and never shows a PIN again
 * that the token refused. Safe for concurrent use, beside others of the same library as well.
 */
public final class Token implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    private final TokenSettings settings;
    private final SharedLibrary library;
    private final BoundedCalls calls;
    private final PinOnce pin;
    private final LoginPause pause = new LoginPause();

    private final AtomicBoolean isClosed = new AtomicBoolean();

    private volatile @Nullable TokenLogin login;

    /** Somebody is at it, alone in the library. */
    private volatile boolean isLoggingIn;

    /** That there is no login, and why. */
    private volatile boolean isTold;

    /** That there was no answer, and why; there has been none since. */
    private volatile boolean isFailing;

    /**
     * Logins that were lost, kept from the garbage collector: it would have the provider close
     * their sessions, by numbers that a library started anew gives to others.
     */
    private final Queue<TokenLogin> lost = new ConcurrentLinkedQueue<>();

    private Token(TokenSettings settings) {
        this.settings = settings;
        this.calls = new BoundedCalls("token", settings.sessions(), settings.patience());
        this.pin = new PinOnce(settings.pin());
        this.library = SharedLibrary.entered(settings.library()); // last: nobody would leave it
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
            if (token.pin.wasRefused()) {
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

    private <T> T askTwice(String doing, Question<T> question) {
        TokenLogin first = loggedInAfter(null);
        try {
            return present(first, question);
        } catch (TokenTrouble e) {
            LOG.atLevel(level(isFailing)).addKeyValue("reason", e.getMessage()).log("token-failed");
            isFailing = true;
            return askOnceMore(doing, question, first, e);
        }
    }

    private <T> T askOnceMore(
            String doing, Question<T> question, TokenLogin failed, TokenTrouble trouble) {
        TokenLogin second;
        try {
            second = loggedInAfter(failed);
        } catch (SignerUnavailable e) {
            e.addSuppressed(trouble);
            throw e;
        }
        try {
            T answer = present(second, question);
            pause.loginHelped();
            return answer;
        } catch (TokenTrouble e) {
            pause.loginDidNotHelp();
            throw new SignerUnavailable(doing, e);
        }
    }

    private <T> T present(TokenLogin with, Question<T> question) throws TokenTrouble {
        library.inside().lock();
        try {
            if (isOver(with)) {
                throw new TokenTrouble("the library was started anew");
            }
            T answer = question.ask(with);
            isFailing = false;
            return answer;
        } finally {
            library.inside().unlock();
        }
    }

    /** A login other than {@code failed}: whoever comes first makes it, the rest gets it. */
    private TokenLogin loggedInAfter(@Nullable TokenLogin failed) {
        TokenLogin now = otherThan(failed);
        if (now != null) {
            return now;
        }
        // before it keeps anybody out; who is at it has begun a pause as well, and is waited for
        if (isPausing() && !isLoggingIn && otherThan(failed) == null) {
            throw tooSoon();
        }
        enterAlone();
        try {
            TokenLogin meanwhile = otherThan(failed);
            return meanwhile == null ? logIn() : meanwhile;
        } finally {
            library.alone().unlock();
        }
    }

    private @Nullable TokenLogin otherThan(@Nullable TokenLogin failed) {
        TokenLogin now = login;
        return now == failed ? null : now;
    }

    private void enterAlone() {
        try {
            if (!library.enterAlone(settings.patience())) {
                throw unavailable("a call hangs in the token");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerUnavailable("logging in to the token", e);
        }
    }

    /** Loud when it begins: who asks every second, as the log does, would drown all else. */
    private static Level level(boolean isTold) {
        return isTold ? Level.DEBUG : Level.WARN;
    }

    /** Its sessions have ended, whoever ended them. */
    private boolean isOver(TokenLogin which) {
        return which.start() != library.start();
    }

    /** There is no pause after what others ended. */
    private boolean isPausing() {
        TokenLogin last = login;
        boolean isEndedByOthers = last != null && isOver(last);
        return !isEndedByOthers && !pause.isOver();
    }

    private TokenLogin logIn() {
        TokenLogin before = login;
        if (isPausing()) {
            throw tooSoon();
        }
        isLoggingIn = true;
        pause.begin();
        try {
            TokenLogin fresh =
                    pause.wantsRestart() && library.mayRestart()
                            ? loginAfterRestart()
                            : loginOrRestart();
            login = fresh;
            isTold = false;
            LOG.atInfo().addKeyValue("slot", fresh.slot()).log("token-logged-in");
            return fresh;
        } catch (TokenTrouble e) {
            LOG.atLevel(level(isTold))
                    .addKeyValue("reason", e.getMessage())
                    .log("token-unavailable");
            isTold = true;
            if (before != null && isOver(before)) {
                login = null; // the next look for one is to wait its turn
            }
            throw new SignerUnavailable("logging in to the token", e);
        } finally {
            if (before != null && login != before) {
                lost.add(before);
            }
            isLoggingIn = false; // when there is a login to be seen, or none
        }
    }

    private TokenLogin loginOrRestart() throws TokenTrouble {
        try {
            library.functions().initialize();
            return tryLogin();
        } catch (PinRefused e) {
            throw e;
        } catch (TokenTrouble e) {
            if (!library.mayRestart()) {
                throw e;
            }
            return loginAfterRestart();
        }
    }

    private TokenLogin loginAfterRestart() throws TokenTrouble {
        library.restart();
        return tryLogin();
    }

    private TokenLogin tryLogin() throws TokenTrouble {
        long slot =
                switch (settings.slot()) {
                    case TokenSettings.Slot.Labelled(String label) ->
                            library.functions().slotLabelled(label);
                    case TokenSettings.Slot.Numbered(long number) -> number;
                };
        int start = library.start();
        return pin.show(shown -> TokenLogin.to(settings.library(), start, slot, shown));
    }

    private static SignerUnavailable tooSoon() {
        return unavailable("the last login failed or did not help, moments ago");
    }

    private static SignerUnavailable unavailable(String why) {
        return new SignerUnavailable("logging in to the token", new TokenTrouble(why));
    }

    @Override
    public void close() {
        calls.close();
        if (!isClosed.getAndSet(true)) {
            library.leave();
        }
    }
}
