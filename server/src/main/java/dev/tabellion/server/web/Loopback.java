package dev.tabellion.server.web;

import dev.tabellion.server.start.StartupRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule that nobody else can reach a server which cannot tell its callers apart, nor one that
 * speaks in clear.
 */
final class Loopback {

    private static final Logger log = LoggerFactory.getLogger(Loopback.class);

    private Loopback() {}

    static void require(ListenSettings settings) {
        if (settings.loopbackOnly()) {
            if (!settings.auth().configured()) {
                log.atWarn()
                        .log(
                                "no-authentication-configured: listening on loopback only, where"
                                        + " everyone may do everything");
            }
            return;
        }
        refusePlain(settings);
        if (!settings.auth().configured()) {
            throw new StartupRefused(
                    "Without authentication Tabellion listens on loopback only, but --bind is "
                            + settings.bind()
                            + ". Configure authentication (tabellion.auth.type in a --config"
                            + " file), or leave out --bind.");
        }
    }

    /**
     * The same for who need not tell its callers apart, but for their sakes is not to be forged.
     */
    static void requireUnlessSecure(ListenSettings settings) {
        if (!settings.loopbackOnly()) {
            refusePlain(settings);
        }
    }

    private static void refusePlain(ListenSettings settings) {
        if (settings.http()) {
            throw new StartupRefused(
                    "Plain HTTP (--http) is for loopback only, but --bind is "
                            + settings.bind()
                            + ". Leave out --http, or bind 127.0.0.1 and put a TLS proxy in"
                            + " front.");
        }
    }
}
