package dev.tabellion.server.tls;

import java.util.List;

/** What clients may choose from, whichever library does TLS. */
public final class TlsOffer {

    public static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    /** Of TLS 1.2 only what has forward secrecy and authenticates what it encrypts. */
    public static final List<String> CIPHERS =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsOffer() {}
}
