package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.MalformedLogData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of a bundle's entries, each with its length in four bytes before it: payloads may be
 * longer than entries. Stands at the bundle's path below {@code payload/}.
 */
public record PayloadBundle(List<Bytes> payloads) {
    public static final String PREFIX = "payload/";

    private static final int BYTE = 8;

    public PayloadBundle {
        payloads = List.copyOf(payloads);
        if (payloads.isEmpty() || payloads.size() > LogResource.FULL) {
            throw new IllegalArgumentException("no bundle has " + payloads.size() + " payloads");
        }
    }

    public static String pathOf(Bundle bundle) {
        return BesideEntries.pathOf(PREFIX, bundle);
    }

    /**
     * @param path below the log's prefix
     * @return null for any but the one spelling of a place that a log can have
     */
    public static @Nullable Bundle placeOf(String path) {
        return BesideEntries.placeOf(PREFIX, path);
    }

    /**
     * @throws MalformedLogData unless the bytes are payloads from beginning to end
     */
    public static PayloadBundle parse(Bytes bytes) throws MalformedLogData {
        List<Bytes> payloads = new ArrayList<>();
        int at = 0;
        while (at < bytes.length()) {
            if (bytes.length() - at < Integer.BYTES || payloads.size() == LogResource.FULL) {
                throw new MalformedLogData("payload " + payloads.size() + " is cut off");
            }
            int from = at + Integer.BYTES;
            int length = bytes.buffer().getInt(at);
            if (length < 0 || length > bytes.length() - from) {
                throw new MalformedLogData("payload " + payloads.size() + " is cut off");
            }
            payloads.add(bytes.view(from, from + length));
            at = from + length;
        }
        if (payloads.isEmpty()) {
            throw new MalformedLogData("a bundle without payloads");
        }
        return new PayloadBundle(payloads);
    }

    public Bytes bytes() {
        var bundle = new BytesBuilder();
        for (Bytes payload : payloads) {
            int length = payload.length();
            for (int shift = 3 * BYTE; shift >= 0; shift -= BYTE) {
                bundle.append(length >>> shift);
            }
            bundle.append(payload);
        }
        return bundle.build();
    }
}
