package dev.tabellion.server.tls;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a connection between trust domains, as its files say now: replaced files are used for
 * new handshakes within seconds, broken ones never. Says nothing of who the other end may be by
 * name, only who must have issued its certificate.
 */
public final class PeerTls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeerTls.class);
    private static final Duration LOOKS = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration REMINDERS = Duration.ofDays(1);

    private final PeerFiles files;
    private final InstantSource clock;
    private final BiConsumer<List<X509Certificate>, String> strangers;
    private final Thread watcher;
    private final AtomicLong times = new AtomicLong(1);
    private volatile PeerContext newest;
    private volatile List<String> taken;
    private volatile @Nullable List<String> broken;
    private volatile @Nullable String complaint;
    private volatile Instant reminded = Instant.MIN;
    private volatile boolean closing;

    private PeerTls(
            PeerFiles files,
            InstantSource clock,
            BiConsumer<List<X509Certificate>, String> strangers,
            PeerContext first,
            List<String> contents) {
        this.files = files;
        this.clock = clock;
        this.strangers = strangers;
        this.newest = first;
        this.taken = contents;
        this.watcher = Thread.ofVirtual().name("peer-tls").unstarted(this::watch);
    }

    /**
     * @throws StartupRefused if the files cannot be used
     */
    public static PeerTls of(PeerFiles files, InstantSource clock) {
        return of(files, clock, (_, _) -> {});
    }

    /**
     * @param strangers is told of clients that nobody we trust vouches for, and why
     * @throws StartupRefused if the files cannot be used
     */
    public static PeerTls of(
            PeerFiles files,
            InstantSource clock,
            BiConsumer<List<X509Certificate>, String> strangers) {
        try {
            var contents = files.contents();
            var first = PeerContext.of(files, clock.instant(), strangers);
            var tls = new PeerTls(files, clock, strangers, first, contents);
            tls.watcher.start();
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupRefused(
                    "The certificates for the connection between server and signer cannot be used: "
                            + words(e)
                            + ".",
                    e);
        }
    }

    /** Whose engines are of what the files say when they are made. */
    public SSLContext context() {
        return NewestContext.of(() -> newest.context(), null);
    }

    /** The same for a client, to whom the other end is this name wherever it was reached. */
    public SSLContext contextFor(String name) {
        return NewestContext.of(() -> newest.context(), name);
    }

    /** Whether those trusted now vouch for a client that may have connected before. */
    public boolean vouchesFor(List<X509Certificate> client) {
        return newest.vouchesFor(client, clock.instant());
    }

    /**
     * How often files were taken: another number, and connections made before are of older ones.
     */
    public long times() {
        return times.get();
    }

    /** What is wrong with the files; null if nothing is. */
    public @Nullable String complaint() {
        return complaint;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(watcher);
    }

    private void watch() {
        while (!closing) {
            LockSupport.parkNanos(LOOKS.toNanos());
            look();
            remind();
        }
    }

    /** Two looks in a row must find the same before it is a complaint: files come one by one. */
    private void look() {
        List<String> found = List.of();
        try {
            found = files.contents();
            if (!found.equals(taken)) {
                newest = PeerContext.of(files, clock.instant(), strangers);
                taken = found;
                times.incrementAndGet();
                log.atInfo()
                        .addKeyValue("certificate", files.certificate())
                        .addKeyValue("expires", newest.expires())
                        .log("peer-certificates-reloaded");
            }
            broken = null;
            complaint = null;
        } catch (IOException | GeneralSecurityException | StartupRefused e) {
            if (found.equals(broken) && complaint == null) {
                complaint = "new certificate files are not used: " + words(e);
                log.atError()
                        .addKeyValue("certificate", files.certificate())
                        .addKeyValue("reason", words(e))
                        .log("PEER-CERTIFICATES-BROKEN: going on with those from before");
            }
            broken = found;
        }
    }

    private void remind() {
        var now = clock.instant();
        if (now.isAfter(newest.expires().minus(SOON)) && now.isAfter(reminded.plus(REMINDERS))) {
            reminded = now;
            log.atWarn()
                    .addKeyValue("certificate", files.certificate())
                    .addKeyValue("expires", newest.expires())
                    .log("peer-certificate-expires-soon");
        }
    }

    private static String words(Exception e) {
        return e instanceof IOException
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
