package dev.tabellion.verify;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** The curves that Notary's clients sign on: P-256, P-384 and P-521, all of cofactor one. */
final class NistCurve {
    private static final int P256 = 256;
    private static final int P384 = 384;
    private static final int P521 = 521;

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
