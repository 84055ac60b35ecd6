package dev.tabellion.server.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files a connector needs.
 *
 * @param authority what clients must trust; null when the operator brought a certificate, whose
 *     authority is then the operator's to know
 */
public record CertificateFiles(Path certificate, Path key, @Nullable Path authority) {}
