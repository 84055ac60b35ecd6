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

    List<Bytes> leaves(Bundle bundle) {
        Bytes bytes = content(bundle, Bundle::path);
        try {
            return bytes == null ? List.of() : BundleContent.parse(bytes).entries();
        } catch (MalformedLogData e) {
            return List.of();
        }
    }

    List<Bytes> payloads(Bundle bundle) {
        Bytes bytes = content(bundle, PayloadBundle::pathOf);
        try {
            return bytes == null ? List.of() : PayloadBundle.parse(bytes).payloads();
        } catch (MalformedLogData e) {
            return List.of();
        }
    }

    /** Under the digests that the bundle claims. */
    Map<Sha256, Bytes> documents(Bundle bundle) {
        Bytes bytes = content(bundle, DocumentBundle::pathOf);
        try {
            return bytes == null ? Map.of() : DocumentBundle.parse(bytes).documents();
        } catch (MalformedLogData e) {
            return Map.of();
        }
    }

    /** A partial one may be gone once the full one is there (C2SP tlog-tiles). */
    private @Nullable Bytes content(Bundle bundle, Function<Bundle, String> path) {
        Bytes bytes = files.read(path.apply(bundle));
        return bytes != null || bundle.isFull() ? bytes : files.read(path.apply(bundle.full()));
    }
}
