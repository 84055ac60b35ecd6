package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Map;

/** The curves that TUF's clients sign on: P-256, P-384 and P-521, all of cofactor one. */
final class NistCurve {
    private static final int P256 = 256;
    private static final int P384 = 384;
    private static final int P521 = 521;

    private static final byte UNCOMPRESSED = 4;

    /** By the length of a coordinate in bytes. */
    private static final Map<Integer, String> NAMES =
            Map.of(32, "secp256r1", 48, "secp384r1", 66, "secp521r1");

    private NistCurve() {}

    /** Whether {@code key} is a point of one of these curves, other than its neutral one. */
    static boolean holds(ECPublicKey key) {
        EllipticCurve curve = key.getParams().getCurve();
        int size = curve.getField().getFieldSize();
        // the JDK knows further curves of 256 bits; only NIST's have a = -3 there
        return (size == P256 || size == P384 || size == P521)
                && curve.getField() instanceof ECFieldFp field
                && curve.getA().equals(field.getP().subtract(BigInteger.valueOf(3)))
                && isOn(curve, field.getP(), key.getW());
    }

    /** How long r and s are together, each padded to the field's size. */
    static int signatureLength(ECPublicKey key) {
        return 2 * ((key.getParams().getCurve().getField().getFieldSize() + 7) / 8);
    }

    /** Whether these bytes look like an uncompressed point, which no other form of a key does. */
    static boolean isPoint(Bytes key) {
        return key.length() > 1
                && key.at(0) == UNCOMPRESSED
                && NAMES.containsKey((key.length() - 1) / 2)
                && key.length() % 2 == 1;
    }

    /** The key of an uncompressed point; whether it is on the curve, {@link #holds} tells. */
    static java.security.PublicKey decode(Bytes point) throws GeneralSecurityException {
        int size = (point.length() - 1) / 2;
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(NAMES.get(size)));
        ECPoint w =
                new ECPoint(
                        new BigInteger(1, point.slice(1, 1 + size).toArray()),
                        new BigInteger(1, point.slice(1 + size, point.length()).toArray()));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static boolean isOn(EllipticCurve curve, BigInteger p, ECPoint w) {
        if (w.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger x = w.getAffineX();
        BigInteger y = w.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        return y.pow(2).mod(p).equals(right);
    }
}
