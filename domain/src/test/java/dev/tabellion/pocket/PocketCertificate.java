package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What a self-signed certificate says, before it is written for a key.
 *
 * @param digest such as {@code SHA256}
 */
public record PocketCertificate(
        String commonName, Instant from, Instant until, boolean authority, String digest) {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /** As Notary's client makes one: for ten years, and nobody's authority. */
    public static PocketCertificate madeOutTo(String commonName, Instant from) {
        return new PocketCertificate(commonName, from, from.plus(TEN_YEARS), false, "SHA256");
    }

    public PocketCertificate valid(Instant newFrom, Instant newUntil) {
        return new PocketCertificate(commonName, newFrom, newUntil, authority, digest);
    }

    public PocketCertificate ofAnAuthority() {
        return new PocketCertificate(commonName, from, until, true, digest);
    }

    public PocketCertificate signedOver(String newDigest) {
        return new PocketCertificate(commonName, from, until, authority, newDigest);
    }

    Bytes pemFor(KeyPair pair) {
        try (StringWriter text = new StringWriter();
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificate(pair));
            pem.flush();
            return Bytes.utf8(text.toString());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("could not write a certificate of " + commonName, e);
        }
    }

    private X509CertificateHolder certificate(KeyPair pair)
            throws IOException, OperatorCreationException {
        var name = new X500NameBuilder().addRDN(BCStyle.CN, new DERUTF8String(commonName)).build();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(from),
                        Date.from(until),
                        name,
                        pair.getPublic());
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        boolean rsa = pair.getPublic().getAlgorithm().equals("RSA");
        String algorithm = digest + (rsa ? "withRSA" : "withECDSA");
        return builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()));
    }
}
