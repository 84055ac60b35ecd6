package dev.tabellion.signer.checkpoint;

import dev.tabellion.tlog.Ed25519Key;
import java.util.SortedMap;

/**
 * What an operator can know of a log's key. Nothing of it is secret.
 *
 * @param place where it lies, in words
 * @param vkey by which everybody knows the log, as this folder told it; empty before a first start
 * @param attributes what the token says of it; none of a file
 */
public record LogKeyReport(
        String place, Ed25519Key half, String vkey, SortedMap<String, String> attributes) {}
