package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.MalformedLogData;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What neighbouring entries have together, out of the files of a log. What is cut off or garbled
 * reads as missing. May hold more than a bundle was asked for: the full one's parts.
 */
record FiledBundles(LogFiles files) {

    private interface Parser<T> {
        T parse(Bytes bytes) throws MalformedLogData;
    }

    List<Bytes> leaves(Bundle bundle) {
        return read(bundle, Bundle::path, bytes -> BundleContent.parse(bytes).entries(), List.of());
    }

    List<Bytes> payloads(Bundle bundle) {
        return read(
                bundle,
                PayloadBundle::pathOf,
                bytes -> PayloadBundle.parse(bytes).payloads(),
                List.of());
    }

    /** Under the digests that the bundle claims. */
    Map<Sha256, Bytes> documents(Bundle bundle) {
        return read(
                bundle,
                DocumentBundle::pathOf,
                bytes -> DocumentBundle.parse(bytes).documents(),
                Map.of());
    }

    private <T> T read(Bundle bundle, Function<Bundle, String> path, Parser<T> parser, T nothing) {
        Bytes bytes = content(bundle, path);
        try {
            return bytes == null ? nothing : parser.parse(bytes);
        } catch (MalformedLogData e) {
            return nothing;
        }
    }

    /** A partial one may be gone once the full one is there (C2SP tlog-tiles). */
    private @Nullable Bytes content(Bundle bundle, Function<Bundle, String> path) {
        Bytes bytes = files.read(path.apply(bundle));
        return bytes != null || bundle.isFull() ? bytes : files.read(path.apply(bundle.full()));
    }
}
