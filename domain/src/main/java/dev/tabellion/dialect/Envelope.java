package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A metadata file as a JSON value, and the canonical bytes of its member {@code signed} where they
 * stand in the file as they are.
 */
record Envelope(Json document, @Nullable Bytes canonical) {
    /**
     * @throws MalformedMetadata unless it is one document as {@link StrictJson} reads it
     */
    static Envelope read(Bytes file) throws MalformedMetadata {
        Envelope usual = UsualFile.read(file);
        return usual == null ? new Envelope(StrictJson.read(file), null) : usual;
    }

    /**
     * What signatures cover.
     *
     * @param signed the document's member of that name
     */
    Bytes payload(Json signed) {
        return canonical == null ? CanonicalJson.of(signed) : canonical;
    }
}
