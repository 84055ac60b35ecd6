package dev.tabellion.signer.vault.pkcs11;

/**
 * Where the token's user PIN is read from, anew for each login: a file that was changed meanwhile
 * is believed. Never logged; the reader wipes what it was given.
 */
@FunctionalInterface
public interface Pin {
    char[] read();
}
