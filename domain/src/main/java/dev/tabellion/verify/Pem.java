package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PEM text, as it stands inside keys. Bounded in size and in number of blocks. */
final class Pem {
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 16;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /** All certificates in their order; none at all if one block is something else or broken. */
    static List<X509Certificate> certificates(Bytes pem) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Bytes der : blocks("CERTIFICATE", pem)) {
                certificates.add(certificate(der));
            }
            return certificates;
        } catch (CertificateException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The DER of a PEM public key; null if the bytes are not one. */
    static @Nullable Bytes publicKey(Bytes pem) {
        try {
            List<Bytes> blocks = blocks("PUBLIC KEY", pem);
            return blocks.size() == 1 ? blocks.getFirst() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<Bytes> blocks(String kind, Bytes pem) {
        if (pem.length() > LONGEST) {
            throw new IllegalArgumentException("PEM of " + pem.length() + " bytes");
        }
        String text = pem.utf8();
        List<Bytes> blocks = new ArrayList<>();
        int from = text.indexOf(BEGIN);
        while (from >= 0) {
            String begin = BEGIN + kind + DASHES;
            String end = END + kind + DASHES;
            int until = text.indexOf(end, from);
            if (!text.startsWith(begin, from) || until < 0 || blocks.size() == MOST) {
                throw new IllegalArgumentException("PEM of something else, or cut, or too long");
            }
            String base64 = text.substring(from + begin.length(), until);
            blocks.add(Bytes.of(Base64.getMimeDecoder().decode(base64)));
            from = text.indexOf(BEGIN, until);
        }
        return blocks;
    }

    private static X509Certificate certificate(Bytes der) throws CertificateException {
        try (InputStream in = der.stream()) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(in) instanceof X509Certificate certificate
                    && in.available() == 0) {
                return certificate;
            }
            throw new CertificateException("bytes after the certificate");
        } catch (IOException e) {
            throw new CertificateException(e);
        }
    }
}
