package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.signer.vault.KeyKind;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate without which the JDK's provider does not find a private key again. Says nothing
 * that anybody relies on, so it is valid for ever and needs no clock.
 */
final class SelfSigned {
    private static final Date FROM = Date.from(Instant.EPOCH);

    /** RFC 5280 4.1.2.5: no well-defined end. */
    private static final Date UNTIL = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private SelfSigned() {}

    static X509Certificate certificate(KeyPair pair, KeyKind kind, String alias, Provider provider)
            throws GeneralSecurityException, IOException {
        X500Name name = new X500Name("CN=" + alias);
        try {
            ContentSigner signer =
                    new JcaContentSignerBuilder(kind.certificateAlgorithm())
                            .setProvider(provider)
                            .build(pair.getPrivate());
            X509CertificateHolder holder =
                    new JcaX509v3CertificateBuilder(
                                    name, BigInteger.ONE, FROM, UNTIL, name, pair.getPublic())
                            .build(signer);
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("signing a certificate in the token", e);
        }
    }
}
