package dev.tabellion.e2e.server;

import java.net.URI;
import java.nio.file.Path;

/** How a server is told to believe a token server. */
public record TokenAuth(
        URI realm, String service, String issuer, Path rootCertificates, boolean autoRedirect) {}
