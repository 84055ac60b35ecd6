package dev.tabellion.collection;

/**
 * Who asked, and from where: personal data, which enters the log only as a salted commitment.
 *
 * @param subject the token's subject, or {@code anonymous}, or {@code tabellion} for ourselves
 * @param method how it was authenticated: {@code none}, {@code token}, {@code internal}
 * @param address the client's network address, or {@code -}
 */
public record Publisher(String subject, String method, String address) {
    /** The server itself, when it renews or cleans up. */
    public static final Publisher TABELLION = new Publisher("tabellion", "internal", "-");
}
