package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** The keys of the vectors, private halves included: seeds 00..1f and 20..3f. */
public record TestKey(VerifierKey key, Bytes seed) {
    private static final Bytes PKCS8 = Bytes.hex("302e020100300506032b657004220420");

    public static final TestKey LOG =
            new TestKey(
                    key(
                            "tlog.example.com/tuf",
                            SignatureType.ED25519,
                            "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"),
                    seed(0));
    public static final TestKey WITNESS =
            new TestKey(
                    key(
                            "witness.example.com/w1",
                            SignatureType.COSIGNATURE,
                            "29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7"),
                    seed(32));

    public NoteSignature sign(Bytes text) {
        return NoteSignature.by(key, raw(text));
    }

    public NoteSignature cosign(Bytes text, long seconds) {
        var time = new PosixTime(seconds);
        var cosignature = new Cosignature(time, raw(Cosignature.message(time, text)));
        return NoteSignature.by(key, cosignature.value());
    }

    private Bytes raw(Bytes message) {
        try {
            Bytes encoded = new BytesBuilder().append(PKCS8).append(seed).build();
            PrivateKey secret =
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded.toArray()));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message.toArray());
            return Bytes.of(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VerifierKey key(String name, SignatureType type, String hex) {
        return new VerifierKey(new KeyName(name), type, new Ed25519Key(Bytes.hex(hex)));
    }

    private static Bytes seed(int first) {
        var seed = new BytesBuilder();
        for (int each = 0; each < 32; each++) {
            seed.append(first + each);
        }
        return seed.build();
    }
}
