package dev.tabellion.server.signer.pace;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** ECDSA P-256 over SHA-256 and nothing else: what the signer's pace is held against. */
final class Raw {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final int AT_ONCE = 128;

    private final Signature signature;
    private final byte[] message = new byte[600]; // about a timestamp's length

    private Raw(Provider provider) {
        try {
            var keys = KeyPairGenerator.getInstance("EC", provider);
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            signature = Signature.getInstance(ALGORITHM, provider);
            signature.initSign(keys.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("preparing " + ALGORITHM + " of " + provider, e);
        }
    }

    /** By the provider that the signer's software vault gets when it names none. */
    static Raw ofSigner() {
        return new Raw(signersProvider());
    }

    static Provider signersProvider() {
        try {
            return Signature.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("looking for " + ALGORITHM, e);
        }
    }

    static Raw ofJdk() {
        return new Raw(Security.getProvider("SunEC"));
    }

    void run(Stopwatch watch, double seconds) {
        while (!watch.reached(seconds)) {
            long[] nanos = new long[AT_ONCE];
            watch.start();
            for (int i = 0; i < AT_ONCE; i++) {
                long from = System.nanoTime();
                sign(i);
                nanos[i] = System.nanoTime() - from;
            }
            watch.stop();
            watch.add(nanos);
        }
    }

    private void sign(int i) {
        try {
            message[0] = (byte) i;
            signature.update(message);
            signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing " + message.length + " bytes", e);
        }
    }
}
