package dev.tabellion.server.tls;

import dev.tabellion.server.data.SecretFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one installation. It vouches for the names of its server and, under a
 * signer's data directory, for the peers an operator names; whoever has its key can pose as each of
 * them to those that trust it.
 */
final class CertificateAuthority {

    private static final Duration CA_LIFE = Duration.ofDays(3652);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    /** Clients whose clocks run late must be able to use a fresh certificate. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    private final X509Certificate certificate;
    private final KeyPair keys;

    private CertificateAuthority(X509Certificate certificate, KeyPair keys) {
        this.certificate = certificate;
        this.keys = keys;
    }

    /** The authority in these files, made if there is none or the old one is used up. */
    static CertificateAuthority in(Path certificateFile, SecretFile keyFile, InstantSource clock) {
        if (keyFile.exists() && Files.exists(certificateFile)) {
            var certificate = Pem.certificate(certificateFile);
            if (outlives(certificate, clock)) {
                return new CertificateAuthority(certificate, Pem.keyPair(keyFile, certificate));
            }
        }
        var made = made(clock);
        // the key first: a crash in between leaves a key without certificate, which is made anew
        keyFile.replace(Pem.text(made.keys.getPrivate()));
        PublicFile.write(certificateFile, Pem.text(made.certificate));
        return made;
    }

    X509Certificate certificate() {
        return certificate;
    }

    X509Certificate issue(PublicKey key, ServerNames names, InstantSource clock) {
        return issue(key, names.first(), names.toExtension(), KeyPurposeId.id_kp_serverAuth, clock);
    }

    X509Certificate issue(
            PublicKey key,
            String commonName,
            GeneralNames names,
            KeyPurposeId purpose,
            InstantSource clock) {
        try {
            var subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
            var builder =
                    builder(certificate, subject, key, clock, SERVER_LIFE)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(purpose))
                            .addExtension(Extension.subjectAlternativeName, false, names)
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils()
                                            .createAuthorityKeyIdentifier(certificate));
            return signed(builder, keys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("issuing a certificate for " + commonName, e);
        }
    }

    private static boolean outlives(X509Certificate certificate, InstantSource clock) {
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(SERVER_LIFE));
    }

    private static CertificateAuthority made(InstantSource clock) {
        try {
            var keys = EcKeys.generate();
            // two authorities of one name and different keys confuse clients that trust both
            var mark = HexFormat.of().formatHex(new SecureRandom().generateSeed(4));
            var name = new X500Name("CN=Tabellion CA " + mark);
            var builder =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    serial(),
                                    Date.from(clock.instant().minus(BACKDATED)),
                                    Date.from(clock.instant().plus(CA_LIFE)),
                                    name,
                                    keys.getPublic())
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    new JcaX509ExtensionUtils()
                                            .createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(signed(builder, keys), keys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("making the certificate authority", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X509Certificate issuer,
            X500Name subject,
            PublicKey key,
            InstantSource clock,
            Duration life) {
        return new JcaX509v3CertificateBuilder(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                serial(),
                Date.from(clock.instant().minus(BACKDATED)),
                Date.from(clock.instant().plus(life)),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    }
}
