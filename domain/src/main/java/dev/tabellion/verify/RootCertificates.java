package dev.tabellion.verify;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Notary's rule for root keys: each is an X.509 certificate made out to its collection. Never
 * judges issuers, chains or alternative names: Notary does not.
 */
public final class RootCertificates {
    private static final Duration SLACK = Duration.ofDays(1);
    private static final int NOT_A_CA = -1;

    private RootCertificates() {}

    /**
     * Those of {@code root}'s keys whose leaf certificate counts for {@code collection} at {@code
     * now}: the only non-CA certificate and first; common name equal to the collection or a prefix
     * of it ending in {@code *}; not SHA-1; RSA of at least 2048 bits; within its validity, with a
     * day's slack at its beginning. The threshold stays.
     */
    public static RoleKeys validFor(String collection, RoleKeys root, Instant now) {
        Map<KeyId, PublicKey> valid = new LinkedHashMap<>();
        root.keys()
                .forEach(
                        (id, key) -> {
                            if (counts(collection, key, now)) {
                                valid.put(id, key);
                            }
                        });
        return new RoleKeys(valid, root.threshold());
    }

    private static boolean counts(String collection, PublicKey key, Instant now) {
        if (!key.type().equals("ecdsa-x509") && !key.type().equals("rsa-x509")) {
            return false;
        }
        List<X509Certificate> chain = Pem.certificates(key.value());
        if (chain.stream().filter(c -> c.getBasicConstraints() == NOT_A_CA).count() != 1) {
            return false;
        }
        X509Certificate leaf = chain.getFirst();
        return leaf.getBasicConstraints() == NOT_A_CA
                && isMadeOutTo(collection, leaf)
                && isStrong(leaf)
                && isValidAt(now, leaf);
    }

    private static boolean isMadeOutTo(String collection, X509Certificate leaf) {
        String name = commonName(leaf);
        return name.equals(collection)
                || (name.endsWith("*")
                        && collection.startsWith(name.substring(0, name.length() - 1)));
    }

    private static boolean isStrong(X509Certificate leaf) {
        String algorithm = leaf.getSigAlgName().toUpperCase(Locale.ROOT);
        boolean weakDigest = algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
        boolean weakKey =
                leaf.getPublicKey() instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() < DecodedKey.SMALLEST_RSA;
        return !weakDigest && !weakKey;
    }

    private static boolean isValidAt(Instant now, X509Certificate leaf) {
        return !now.plus(SLACK).isBefore(leaf.getNotBefore().toInstant())
                && !now.isAfter(leaf.getNotAfter().toInstant());
    }

    /** The subject's one common name; empty, which matches nothing, if there is none or several. */
    private static String commonName(X509Certificate leaf) {
        try {
            List<String> names =
                    new LdapName(leaf.getSubjectX500Principal().getName())
                            .getRdns().stream()
                                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                                    .map(Rdn::getValue)
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast)
                                    .toList();
            return names.size() == 1 ? names.getFirst() : "";
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
