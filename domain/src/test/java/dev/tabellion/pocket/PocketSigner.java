package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole signer in the pocket: real keys of the JDK's, kept in memory. Signs only with keys made
 * for the place asked for, and nothing at all once it is sealed.
 */
public final class PocketSigner implements RoleSigner {
    private record Held(KeyPlace place, KeyAlgorithm algorithm, KeyPair pair) {}

    private final Map<KeyId, Held> keys = new HashMap<>();
    private final List<PublishedTimestamp> signed = new ArrayList<>();
    private final List<PublishedTimestamp> published = new ArrayList<>();
    private long journalEntries;
    private boolean sealed;

    /** From now on it refuses every signature, by the rule {@code sealed}. */
    public synchronized void seal() {
        sealed = true;
    }

    public synchronized long journalEntries() {
        return journalEntries;
    }

    @Override
    public synchronized ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        KeyPair pair = generate(algorithm);
        PublicKey key = publicKey(algorithm, pair);
        KeyId id = Dialect.NOTARY_V1.keyIdOf(key);
        keys.put(id, new Held(place, algorithm, pair));
        return new ManagedKey(id, key);
    }

    @Override
    public synchronized SigningAnswer sign(SigningRequest request) {
        if (sealed) {
            return new SigningAnswer.Refused("sealed", new TreeMap<>(), ++journalEntries);
        }
        List<Signature> signatures = new ArrayList<>();
        for (KeyId id : request.keys()) {
            Held key = keys.get(id);
            if (key == null || !key.place().equals(request.place())) {
                return new SigningAnswer.Refused(
                        "key-of-another-place",
                        new TreeMap<>(Map.of("key", id.value())),
                        ++journalEntries);
            }
            signatures.add(sign(id, key, request.payload()));
        }
        remember(request, signatures);
        return new SigningAnswer.Produced(request.payload(), signatures, ++journalEntries);
    }

    @Override
    public synchronized @Nullable KeyPlace placeOf(PublicKey key) {
        Bytes material = spki(key);
        return keys.values().stream()
                .filter(held -> Bytes.of(held.pair().getPublic().getEncoded()).equals(material))
                .map(Held::place)
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized void published(List<PublishedTimestamp> timestamps) {
        published.addAll(timestamps);
    }

    /** What it was told to be published, in order. */
    public synchronized List<PublishedTimestamp> told() {
        return List.copyOf(published);
    }

    @Override
    public synchronized List<PublishedTimestamp> unsettled(int skip, int limit) {
        return signed.stream()
                .filter(each -> !published.contains(each))
                .skip(skip)
                .limit(limit)
                .toList();
    }

    /** Timestamps of a life that is over: they stay among the unsettled. */
    public synchronized void signsAndNobodyPublishes(int timestamps) {
        for (int i = 0; i < timestamps; i++) {
            signed.add(
                    new PublishedTimestamp(
                            new Gun("example.com/over"), 1, Bytes.utf8("lost " + i).sha256()));
        }
    }

    private void remember(SigningRequest request, List<Signature> signatures) {
        KeyPlace place = request.place();
        if (place.role().equals(RoleName.TIMESTAMP)) {
            Bytes file = Dialect.NOTARY_V1.fileOf(request.payload(), signatures);
            signed.add(new PublishedTimestamp(place.gun(), place.life(), file.sha256()));
        }
    }

    private static KeyPair generate(KeyAlgorithm algorithm) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(
                            switch (algorithm) {
                                case ECDSA -> "EC";
                                case ED25519 -> "Ed25519";
                                case RSA -> "RSA";
                            });
            if (algorithm == KeyAlgorithm.ECDSA) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no key of " + algorithm, e);
        }
    }

    private static PublicKey publicKey(KeyAlgorithm algorithm, KeyPair pair) {
        Bytes spki = Bytes.of(pair.getPublic().getEncoded());
        return switch (algorithm) {
            case ECDSA -> new PublicKey("ecdsa", spki);
            case RSA -> new PublicKey("rsa", spki);
            case ED25519 -> new PublicKey("ed25519", spki.slice(spki.length() - 32, spki.length()));
        };
    }

    private static Signature sign(KeyId id, Held key, Bytes payload) {
        try {
            java.security.Signature signature =
                    java.security.Signature.getInstance(
                            switch (key.algorithm()) {
                                case ECDSA -> "SHA256withECDSAinP1363Format";
                                case ED25519 -> "Ed25519";
                                case RSA -> "SHA256withRSA";
                            });
            signature.initSign(key.pair().getPrivate());
            signature.update(payload.toArray());
            String method =
                    switch (key.algorithm()) {
                        case ECDSA -> "ecdsa";
                        case ED25519 -> "eddsa";
                        case RSA -> "rsapkcs1v15";
                    };
            return new Signature(id, method, Bytes.of(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign with the pocket key " + id, e);
        }
    }

    /** The bare key in DER, out of a certificate or from its 32 raw bytes. */
    private static Bytes spki(PublicKey key) {
        return switch (key.type()) {
            case "ed25519" -> Bytes.hex("302a300506032b6570032100" + key.value().hex());
            case "ecdsa-x509", "rsa-x509" -> certified(key.value());
            default -> key.value();
        };
    }

    private static Bytes certified(Bytes pem) {
        try {
            return Bytes.of(
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.toArray()))
                            .getPublicKey()
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            return pem; // no certificate, so none of ours
        }
    }
}
