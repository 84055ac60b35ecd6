package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.collection.SignerUnavailable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login that a token has now, and the next one when that is of no use: made by whoever comes
 * first, alone in the library, not all the time, and never with a PIN that the token refused. Safe
 * for concurrent use.
 */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final TokenSettings settings;
    private final SharedLibrary library;
    private final PinOnce pin;
    private final LoginPause pause = new LoginPause();

    private volatile @Nullable TokenLogin login;

    /** Somebody is at it, alone in the library. */
    private volatile boolean isLoggingIn;

    /** No login. */
    private final Outage absence = new Outage();

    /**
     * Logins that were lost, kept from the garbage collector: it would have the provider close
     * their sessions, by numbers that a library started anew gives to others.
     */
    private final Queue<TokenLogin> lost = new ConcurrentLinkedQueue<>();

    Logins(TokenSettings settings, SharedLibrary library) {
        this.settings = settings;
        this.library = library;
        this.pin = new PinOnce(settings.pin());
    }

    boolean isPinRefused() {
        return pin.wasRefused();
    }

    /** What failed before was answered after a new login. */
    void helped() {
        pause.loginHelped();
    }

    void didNotHelp() {
        pause.loginDidNotHelp();
    }

    /**
     * A login other than {@code failed}: whoever comes first makes it, the rest gets it.
     *
     * @param failed null for the one that there is
     * @throws SignerUnavailable if there is none, or not yet
     */
    TokenLogin otherThan(@Nullable TokenLogin failed) {
        TokenLogin now = knownOtherThan(failed);
        if (now != null) {
            return now;
        }
        // before it keeps anybody out; who is at it has begun a pause as well, and is waited for
        if (isPausing() && !isLoggingIn && knownOtherThan(failed) == null) {
            throw tooSoon();
        }
        enterAlone();
        try {
            TokenLogin meanwhile = knownOtherThan(failed);
            if (meanwhile != null) {
                return meanwhile;
            }
            if (isPausing()) {
                throw tooSoon();
            }
            return logIn(pause.wantsRestart() && library.mayRestart());
        } finally {
            library.alone().unlock();
        }
    }

    /**
     * A login after the library was started anew: what is in a token now, some say only then. Does
     * not wait for the pause that others have to make, whose logins may go on to help nobody.
     *
     * @throws SignerUnavailable if there is none, or not yet
     */
    TokenLogin afterRestart() {
        enterAlone();
        try {
            if (!library.mayRestart()) {
                throw unavailable("the library was started anew moments ago");
            }
            return logIn(true);
        } finally {
            library.alone().unlock();
        }
    }

    private @Nullable TokenLogin knownOtherThan(@Nullable TokenLogin failed) {
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

    /** There is no pause after what others ended. */
    private boolean isPausing() {
        TokenLogin last = login;
        boolean isEndedByOthers = last != null && last.isOver(library);
        return !isEndedByOthers && !pause.isOver();
    }

    private TokenLogin logIn(boolean restarting) {
        TokenLogin before = login;
        isLoggingIn = true;
        pause.begin();
        try {
            TokenLogin fresh = restarting ? loginAfterRestart() : loginOrRestart();
            login = fresh;
            absence.isOver();
            LOG.atInfo().addKeyValue("slot", fresh.slot()).log("token-logged-in");
            return fresh;
        } catch (TokenTrouble e) {
            absence.tell(LOG, "token-unavailable", e);
            if (before != null && before.isOver(library)) {
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
}
