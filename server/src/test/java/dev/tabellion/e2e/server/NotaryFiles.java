package dev.tabellion.e2e.server;

import dev.tabellion.e2e.pki.Certified;
import java.util.Optional;

/** The configuration files of the original's two programs, which trust one authority. */
record NotaryFiles(Certified authority, Certified tls, int signerPort, String keyAlgorithm) {

    String signer(NotaryStorage storage) {
        return """
        {"server": {"grpc_addr": "127.0.0.1:%d", "tls_cert_file": "%s", "tls_key_file": "%s",
                    "client_ca_file": "%s"},
         "logging": {"level": "error"}, "storage": %s}
        """
                .formatted(
                        signerPort,
                        tls.certificate(),
                        tls.key(),
                        authority.certificate(),
                        storage.ofSigner());
    }

    String server(int port, NotaryStorage storage, Optional<TokenAuth> auth) {
        return """
        {"server": {"http_addr": "127.0.0.1:%d", "tls_cert_file": "%s", "tls_key_file": "%s"},
         "trust_service": {"type": "remote", "hostname": "localhost", "port": "%d",
             "key_algorithm": "%s", "tls_ca_file": "%s",
             "tls_client_cert": "%s", "tls_client_key": "%s"},
         "logging": {"level": "info"}, "storage": %s%s}
        """
                .formatted(
                        port,
                        tls.certificate(),
                        tls.key(),
                        signerPort,
                        keyAlgorithm,
                        authority.certificate(),
                        tls.certificate(),
                        tls.key(),
                        storage.ofServer(),
                        auth.map(NotaryFiles::tokens).orElse(""));
    }

    private static String tokens(TokenAuth auth) {
        return """
        ,
         "auth": {"type": "token", "options": {"realm": "%s", "service": "%s", "issuer": "%s",
             "rootcertbundle": "%s", "autoredirect": %s}}"""
                .formatted(
                        auth.realm(),
                        auth.service(),
                        auth.issuer(),
                        auth.rootCertificates(),
                        auth.autoRedirect());
    }
}
