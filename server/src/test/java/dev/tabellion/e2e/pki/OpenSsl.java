package dev.tabellion.e2e.pki;

import dev.tabellion.e2e.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder in which {@code openssl} makes keys and certificates. */
public final class OpenSsl {

    private static final List<String> EC =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    private static final List<String> RSA = List.of("-newkey", "rsa:2048");

    private final Path folder;

    public OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** A certificate authority. */
    public Certified authority(String name) {
        return request(EC, name, List.of("-addext", "keyUsage=critical,keyCertSign,cRLSign"));
    }

    /** A TLS certificate for this machine, good for servers and clients. */
    public Certified localhost(String name, Certified authority) {
        return request(
                EC,
                name,
                List.of(
                        "-CA",
                        authority.certificate().toString(),
                        "-CAkey",
                        authority.key().toString(),
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1",
                        "-addext",
                        "basicConstraints=critical,CA:FALSE",
                        "-addext",
                        "extendedKeyUsage=serverAuth,clientAuth"));
    }

    /** What a delegation's ECDSA key holder brings: key and self-signed certificate. */
    public Certified ecdsaHolder(String name) {
        return request(EC, name, leaf());
    }

    /** The same with RSA. */
    public Certified rsaHolder(String name) {
        return request(RSA, name, leaf());
    }

    /**
     * A root key of the publisher's own with a certificate for this collection. Without an extended
     * key usage: a client that pins the authority verifies it as a server's certificate.
     */
    public Certified rootHolder(String name, String gun, Certified authority) {
        return request(
                EC,
                name,
                "/CN=" + gun.replace("/", "\\/"),
                List.of(
                        "-CA",
                        authority.certificate().toString(),
                        "-CAkey",
                        authority.key().toString(),
                        "-addext",
                        "basicConstraints=critical,CA:FALSE"));
    }

    /** The key encrypted in the one form the notary client imports as a root key. */
    public Path encryptedForNotary(Certified holder, String passphrase) {
        Path encrypted = folder.resolve(holder.key().getFileName() + ".enc");
        run(
                Stream.of(
                        "pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA1".split(" "),
                        new String[] {"-in", holder.key().toString()},
                        new String[] {"-out", encrypted.toString()},
                        new String[] {"-passout", "pass:" + passphrase}));
        return encrypted;
    }

    private static List<String> leaf() {
        return List.of("-addext", "basicConstraints=critical,CA:FALSE");
    }

    private Certified request(List<String> algorithm, String name, List<String> extensions) {
        return request(algorithm, name, "/CN=" + name, extensions);
    }

    private Certified request(
            List<String> algorithm, String name, String subject, List<String> extensions) {
        var made = new Certified(folder.resolve(name + ".key"), folder.resolve(name + ".crt"));
        run(
                Stream.of(
                        "req -x509 -nodes -days 30".split(" "),
                        algorithm.toArray(String[]::new),
                        new String[] {"-subj", subject},
                        new String[] {"-keyout", made.key().toString()},
                        new String[] {"-out", made.certificate().toString()},
                        extensions.toArray(String[]::new)));
        return made;
    }

    private void run(Stream<String[]> arguments) {
        Program.OPENSSL.run(folder, Map.of(), arguments.flatMap(Stream::of).toList()).succeeds();
    }
}
