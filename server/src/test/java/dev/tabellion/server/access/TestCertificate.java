package dev.tabellion.server.access;

import com.nimbusds.jose.util.Base64;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate and its key, made for one test. */
record TestCertificate(X509Certificate certificate, PrivateKey key) {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static TestCertificate authority(String name) {
        return make(name, "secp256r1", null, true, NOW.plus(Duration.ofDays(30)));
    }

    static TestCertificate selfSigned(String name, String kind) {
        return make(name, kind, null, false, NOW.plus(Duration.ofDays(30)));
    }

    TestCertificate issues(String name, boolean authority) {
        return make(name, "secp256r1", this, authority, NOW.plus(Duration.ofDays(10)));
    }

    TestCertificate issuesUntil(String name, Instant end) {
        return make(name, "secp256r1", this, false, end);
    }

    Base64 encoded() {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encoding a certificate", e);
        }
    }

    /**
     * @param kind a curve, or the size of an RSA key
     */
    private static TestCertificate make(
            String name,
            String kind,
            @Nullable TestCertificate issuer,
            boolean authority,
            Instant end) {
        try {
            var isRsa = Character.isDigit(kind.charAt(0));
            var generator = KeyPairGenerator.getInstance(isRsa ? "RSA" : "EC");
            if (isRsa) {
                generator.initialize(Integer.parseInt(kind));
            } else {
                generator.initialize(new ECGenParameterSpec(kind));
            }
            var pair = generator.generateKeyPair();
            var subject = new X500Principal("CN=" + name);
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer == null ? subject : issuer.certificate.getSubjectX500Principal(),
                            new BigInteger(64, new java.security.SecureRandom()),
                            Date.from(NOW.minus(Duration.ofDays(60))),
                            Date.from(end),
                            subject,
                            pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            var key = issuer == null ? pair.getPrivate() : issuer.key;
            var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var held = builder.build(new JcaContentSignerBuilder(algorithm).build(key));
            return new TestCertificate(
                    new JcaX509CertificateConverter().getCertificate(held), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("making a certificate", e);
        }
    }
}
