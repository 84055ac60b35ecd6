package dev.tabellion.server.tls;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * The PEM files TLS is served from: certificates, and keys in PKCS#8 or as OpenSSL wrote them
 * before. Nobody else reads them, so what is refused here serves with no TLS and the other way
 * round.
 */
final class GivenPem {

    private static final String KEY = "unencrypted PEM key";
    private static final String CERTIFICATE = "PEM certificate";

    private GivenPem() {}

    static PrivateKey key(Path file) {
        try {
            var converter = new JcaPEMKeyConverter();
            for (var part : parts(file)) {
                switch (part) {
                    case PEMKeyPair pair -> {
                        return converter.getPrivateKey(pair.getPrivateKeyInfo());
                    }
                    case PrivateKeyInfo info -> {
                        return converter.getPrivateKey(info);
                    }
                    default -> {} // such as the parameters of its curve
                }
            }
        } catch (IOException e) {
            throw new StartupRefused(without(KEY, file), e);
        }
        throw new StartupRefused(without(KEY, file));
    }

    /** The server's own certificate first; never empty. */
    static List<X509Certificate> chain(Path file) {
        var chain = new ArrayList<X509Certificate>();
        try {
            var converter = new JcaX509CertificateConverter();
            for (var part : parts(file)) {
                if (part instanceof X509CertificateHolder certificate) {
                    chain.add(converter.getCertificate(certificate));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupRefused(without(CERTIFICATE, file), e);
        }
        if (chain.isEmpty()) {
            throw new StartupRefused(without(CERTIFICATE, file));
        }
        return List.copyOf(chain);
    }

    private static List<Object> parts(Path file) throws IOException {
        var parts = new ArrayList<>();
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            for (var part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String without(String what, Path file) {
        return "The TLS file " + file + " holds no " + what + ".";
    }
}
