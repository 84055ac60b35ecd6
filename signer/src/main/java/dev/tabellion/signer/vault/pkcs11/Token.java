package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.collection.SignerUnavailable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that may be lost and come back: whoever asks gets an answer, or hears within bounded time
 * that there is none. Logs in anew by itself, but not all the time, and never shows a PIN again
 * that the token refused. Safe for concurrent use; one for a library and process, since a library
 * is started anew for all.
 */
public final class Token implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    private final TokenSettings settings;
    private final Cryptoki library;
    private final BoundedCalls calls;
    private final PinOnce pin;
    private final LoginPause pause = new LoginPause();

    /** Calls are in the token while they hold the reading half; logging in anew needs it alone. */
    private final ReentrantReadWriteLock presence = new ReentrantReadWriteLock();

    private volatile @Nullable TokenLogin login;

    /**
     * Logins that were lost, kept from the garbage collector: it would have the provider close
     * their sessions, by numbers that a library started anew gives to others.
     */
    private final Queue<TokenLogin> lost = new ConcurrentLinkedQueue<>();

    private Token(TokenSettings settings) {
        this.settings = settings;
        this.library = Cryptoki.load(settings.library());
        this.calls = new BoundedCalls("token", settings.sessions(), settings.patience());
        this.pin = new PinOnce(settings.pin());
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
        }
        return token;
    }

    Cryptoki library() {
        return library;
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
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("token-failed");
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
        presence.readLock().lock();
        try {
            return question.ask(with);
        } finally {
            presence.readLock().unlock();
        }
    }

    /** A login other than {@code failed}: whoever comes first makes it, the rest gets it. */
    private TokenLogin loggedInAfter(@Nullable TokenLogin failed) {
        TokenLogin now = login;
        if (now != null && now != failed) {
            return now;
        }
        enterAlone();
        try {
            TokenLogin meanwhile = login;
            return meanwhile != null && meanwhile != failed ? meanwhile : logIn();
        } finally {
            presence.writeLock().unlock();
        }
    }

    private void enterAlone() {
        try {
            long patience = settings.patience().toNanos();
            if (!presence.writeLock().tryLock(patience, TimeUnit.NANOSECONDS)) {
                throw unavailable("a call hangs in the token");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignerUnavailable("logging in to the token", e);
        }
    }

    private TokenLogin logIn() {
        if (!pause.isOver()) {
            throw unavailable("the last login failed or did not help, moments ago");
        }
        pause.begin();
        try {
            TokenLogin fresh = pause.wantsRestart() ? loginAfterRestart() : loginOrRestart();
            TokenLogin before = login;
            if (before != null) {
                lost.add(before);
            }
            login = fresh;
            LOG.atInfo().addKeyValue("slot", fresh.slot()).log("token-logged-in");
            return fresh;
        } catch (TokenTrouble e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("token-unavailable");
            throw new SignerUnavailable("logging in to the token", e);
        }
    }

    private TokenLogin loginOrRestart() throws TokenTrouble {
        try {
            library.initialize();
            return tryLogin();
        } catch (PinRefused e) {
            throw e;
        } catch (TokenTrouble e) {
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
                    case TokenSettings.Slot.Labelled(String label) -> library.slotLabelled(label);
                    case TokenSettings.Slot.Numbered(long number) -> number;
                };
        return pin.show(shown -> TokenLogin.to(settings.library(), slot, shown));
    }

    private static SignerUnavailable unavailable(String why) {
        return new SignerUnavailable("logging in to the token", new TokenTrouble(why));
    }

    @Override
    public void close() {
        calls.close();
    }
}
