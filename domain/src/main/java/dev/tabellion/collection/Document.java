package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;

/** Bytes to be stored under their digest. */
public record Document(Sha256 digest, Bytes file) {
    public static Document of(Bytes file) {
        return new Document(file.sha256(), file);
    }
}
