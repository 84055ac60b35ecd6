package dev.tabellion.server.signer.pace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.crypto.SignersProvider;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.TokenCollections;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.pkcs11.Pkcs11Vault;
import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import dev.tabellion.signer.vault.pkcs11.Token;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Prints how many signatures a second the signer gives: raw, judged, and judged and journalled.
 * Started by bench/run, which pins it, gives it a PostgreSQL and reads the lines.
 *
 * <p>Arguments: JDBC URL, its owner, a directory for head file and token, "softhsm2" or "-",
 * rounds, seconds of a measurement, seconds of warming, collections, seconds in all.
 */
final class SignerPace {
    /** One measurement that a round repeats; the system is whose signatures they are. */
    private record Measured(
            String what, String mode, int threads, String system, Consumer<Stopwatch> work) {}

    private static final String SOFTWARE = "software";

    /** A token makes keys slowly; sixteen threads need no more. */
    private static final int COLLECTIONS_IN_TOKEN = 16;

    private static final String TOKEN = "softhsm2";

    /** What is asked for here in a second is asked for in an hour elsewhere. */
    private static final PolicySettings UNHURRIED =
            PolicySettings.DEFAULT.bounded(
                    PolicySettings.DEFAULT.mostOrphans(), 1_000_000_000, 1_000_000_000);

    /** As fine as the database keeps time; finer, and a sound journal looks edited. */
    private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private final List<Measured> measured = new ArrayList<>();
    private final long begun = System.nanoTime();
    private double seconds;

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        SignersProvider.install();
        Path home = Path.of(arguments[2]);
        var database =
                SignerDatabase.prepare(
                        new DatabaseOwner(arguments[0], arguments[1], "any"),
                        DatabaseSettings.defaults());
        var pace = new SignerPace();
        try (var pool = database.signerPool()) {
            var head = new HeadFile(home.resolve("signer-head"));
            try (Book book = Book.open(database.signerSessions(), pool, head, pace.clock)) {
                var software = SoftwareVault.open(pool, KeyEncryptionKey.parse("2a".repeat(32)));
                pace.raw();
                pace.add(
                        book,
                        SOFTWARE,
                        new Keyring(pool, Vaults.softwareOnly(software)),
                        List.of(Kind.values()),
                        Integer.parseInt(arguments[7]));
                if (arguments[3].equals(TOKEN)) {
                    try (Token token = Token.open(SoftHsm.in(home.resolve(TOKEN)).settings())) {
                        var vaults =
                                Vaults.withToken(
                                        software,
                                        new Pkcs11Vault(token),
                                        new TokenCollections(List.of("*")));
                        pace.add(
                                book,
                                TOKEN,
                                new Keyring(pool, vaults),
                                List.of(Kind.RENEWAL),
                                COLLECTIONS_IN_TOKEN);
                        pace.run(arguments);
                    }
                } else {
                    pace.run(arguments);
                }
                requireIntact(book);
            }
        }
    }

    private void raw() {
        Raw ours = Raw.ofSigner();
        Raw jdk = Raw.ofJdk();
        say("provider", Raw.signersProvider().getInfo());
        measured.add(
                new Measured(
                        "raw ECDSA P-256", "-", 1, "signer's provider", w -> ours.run(w, seconds)));
        measured.add(
                new Measured(
                        "raw ECDSA P-256", "-", 1, "JDK's provider", w -> jdk.run(w, seconds)));
    }

    private void add(Book book, String system, Keyring keyring, List<Kind> kinds, int collections) {
        var policy = new SigningPolicy(UNHURRIED, keyring::placeOf, new JdkSignatureCheck());
        var alone = new PolicyAlone(keyring, policy, clock);
        var desk = new SigningDesk(keyring, book, policy, clock).as(Peer.IN_PROCESS);
        for (Kind kind : kinds) {
            add(kind, "policy alone", system, alone, collections, 1);
            add(kind, "policy + journal", system, desk, collections, 1, 16);
        }
    }

    private void add(
            Kind kind,
            String mode,
            String system,
            RoleSigner signer,
            int collections,
            int... threads) {
        String name = (system + "/" + mode + "/" + kind.what).replaceAll("[^a-z0-9/]+", "-");
        var load = new Load(name, kind, signer, clock, collections);
        for (int count : threads) {
            measured.add(
                    new Measured(kind.what, mode, count, system, w -> load.run(w, count, seconds)));
        }
    }

    private void run(String[] arguments) {
        int rounds = Integer.parseInt(arguments[4]);
        tell("collections made");
        seconds = Double.parseDouble(arguments[6]);
        measured.forEach(each -> each.work().accept(new Stopwatch()));
        tell("warm");
        seconds = Double.parseDouble(arguments[5]);
        long end = begun + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[8]));
        long longest = 0;
        for (int round = 0; round == 0 || fits(round, rounds, longest, end); round++) {
            long from = System.nanoTime();
            for (Measured each : measured) {
                var watch = new Stopwatch();
                each.work().accept(watch);
                say(
                        "sample",
                        Integer.toString(round),
                        each.what(),
                        each.mode(),
                        Integer.toString(each.threads()),
                        each.system(),
                        watch.figures());
            }
            longest = Math.max(longest, System.nanoTime() - from);
        }
    }

    /** The first is always run: a machine that is slow today is to say so in figures. */
    private static boolean fits(int round, int rounds, long longest, long end) {
        return round < rounds && System.nanoTime() + longest < end;
    }

    private void tell(String stage) {
        say("stage", stage, Long.toString((System.nanoTime() - begun) / 1_000_000_000L));
    }

    /** What was measured was the real thing: every entry is there, and in its chain. */
    private static void requireIntact(Book book) {
        Verification verification = book.verify();
        if (!(verification instanceof Verification.Intact intact)) {
            throw new IllegalStateException("the journal is not intact: " + verification);
        }
        say("journal", Long.toString(intact.entries()));
    }

    private static void say(String... words) {
        System.out.println(String.join("\t", words));
    }
}
