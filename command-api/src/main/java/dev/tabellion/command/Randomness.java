package dev.tabellion.command;

import dev.tabellion.bytes.Bytes;

/** Where nonces, salts and the names of requests come from. Unpredictable; safe concurrently. */
@FunctionalInterface
public interface Randomness {
    Bytes bytes(int count);
}
