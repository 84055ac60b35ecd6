package dev.tabellion.signer.vault.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.Ed25519Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A SoftHSM token of one test, in a directory of its own: a real token in everything but hardware.
 * Fails, rather than skip, where SoftHSM is not installed.
 */
public final class SoftHsm {
    public static final String PIN = "5678-user";

    /** What a token says of a private key that was made in it and cannot leave. */
    static final Map<String, String> OF_A_KEY_BORN_THERE =
            Map.of(
                    "extractable", "no",
                    "never-extractable", "yes",
                    "sensitive", "yes",
                    "always-sensitive", "yes",
                    "local", "yes",
                    "private", "yes",
                    "token", "yes");

    private static final String OFFICER_PIN = "1234-officer";

    private static final List<Path> USUAL_PLACES =
            List.of(
                    Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib64/pkcs11/libsofthsm2.so"));

    private final Path home;
    private final String label;

    private SoftHsm(Path home, String label) {
        this.home = home;
        this.label = label;
    }

    /** Initialises a token under {@code home}, labelled so that no other test's is taken for it. */
    public static SoftHsm in(Path home) {
        SoftHsm token = forOthers(home);
        token.enterThisProcess();
        return token;
    }

    /** The same, for processes that are given its {@link #environment}; not for this one. */
    public static SoftHsm forOthers(Path home) {
        SoftHsm token = new SoftHsm(home, "test-" + Integer.toHexString(home.hashCode()));
        try {
            Files.createDirectories(token.tokens());
            Files.writeString(
                    token.configuration(), "directories.tokendir = " + token.tokens() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("preparing a token under " + home, e);
        }
        token.run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                token.label,
                "--so-pin",
                OFFICER_PIN,
                "--pin",
                PIN);
        return token;
    }

    public static Path library() {
        return USUAL_PLACES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("SoftHSM (Debian: softhsm2) is missing"));
    }

    public String label() {
        return label;
    }

    /** For a process that is to see this token. */
    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", configuration().toString());
    }

    public TokenSettings settings() {
        return settings(PIN::toCharArray);
    }

    public TokenSettings settings(Pin pin) {
        return new TokenSettings(
                library(), new TokenSettings.Slot.Labelled(label), pin, 16, Duration.ofSeconds(10));
    }

    /** Brings a new key into the token that was a file before; returns its public half. */
    public Bytes importEd25519(Path file, String label) {
        KeyPair pair = ed25519();
        String body = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        try {
            Files.writeString(
                    file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
        importKey(file, label);
        return Ed25519Key.of(pair.getPublic()).bytes();
    }

    /** Brings the key of a PKCS#8 file into the token, by the token's own means. */
    public void importKey(Path file, String label) {
        run(
                "softhsm2-util",
                "--import",
                file.toString(),
                "--token",
                this.label,
                "--label",
                label,
                "--id",
                "77",
                "--pin",
                PIN);
    }

    private static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("making a key", e);
        }
    }

    /** Takes the token away, as if its cable were pulled. */
    public void pull() {
        move(tokens(), home.resolve("pulled"));
    }

    /** Brings it back. */
    public void plug() {
        move(home.resolve("pulled"), tokens());
    }

    /** Every object in it: keys, certificates, the token itself. */
    public long objects() {
        try (Stream<Path> files = Files.walk(tokens())) {
            return files.filter(each -> each.toString().endsWith(".object")).count();
        } catch (IOException e) {
            throw new UncheckedIOException("counting the objects under " + tokens(), e);
        }
    }

    private Path tokens() {
        return home.resolve("tokens");
    }

    private Path configuration() {
        return home.resolve("softhsm2.conf");
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(to)) {
                Files.delete(to); // SoftHSM may have made an empty one
            }
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("moving " + from, e);
        }
    }

    /**
     * The library reads its configuration whenever it is started, and its place from the
     * environment, which Java cannot change: the C library can. Its Java copy stays as it was.
     */
    @SuppressWarnings({"restricted", "CatchingUnchecked"})
    private void enterThisProcess() {
        Linker linker = Linker.nativeLinker();
        var setenv =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setenv"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            Object result =
                    setenv.invokeWithArguments(
                            arena.allocateFrom("SOFTHSM2_CONF"),
                            arena.allocateFrom(configuration().toString()),
                            1);
            if (!result.equals(0)) {
                throw new IllegalStateException("setenv gave " + result);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("naming the token's configuration", e);
        }
    }

    private void run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment());
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("running " + command[0] + " (Debian: softhsm2)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command[0], e);
        }
    }
}
