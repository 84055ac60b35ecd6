package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Version;
import java.time.Instant;

/** Members that mean the same in every dialect, with the same limits. */
final class Fields {
    /** As many as signatures are read. */
    static final int MOST_KEYS_OF_A_ROLE = 1_024;

    /** Far past any real file, and few enough to verify every one of them. */
    static final int MOST_SIGNATURES = 1_024;

    /** Many times the longest chain of certificates; keys are remembered, so they cost memory. */
    static final int LONGEST_KEY = 32 * 1024;

    private Fields() {}

    static void requireType(Members members, String type) throws MalformedMetadata {
        String stated = members.string("_type");
        if (!stated.equals(type)) {
            throw new MalformedMetadata(
                    members.at("_type") + ": must be " + type + ", not " + Place.shown(stated));
        }
    }

    static Version version(Members members) throws MalformedMetadata {
        long version = members.integer("version");
        if (version < 1 || version > Integer.MAX_VALUE) {
            throw new MalformedMetadata(
                    members.at("version")
                            + ": must be from 1 to "
                            + Integer.MAX_VALUE
                            + ", not "
                            + version);
        }
        return new Version((int) version);
    }

    static Instant expires(Members members) throws MalformedMetadata {
        return Rfc3339.instant(members.at("expires"), members.required("expires"));
    }

    static long length(Members members) throws MalformedMetadata {
        long length = members.integer("length");
        if (length < 0) {
            throw new MalformedMetadata(members.at("length") + ": must not be negative");
        }
        return length;
    }

    static KeyId keyId(Place place, String value) throws MalformedMetadata {
        if (!KeyId.isValid(value)) {
            throw new MalformedMetadata(
                    place
                            + ": must have 1 to "
                            + KeyId.MAX_LENGTH
                            + " characters, none of them a control character");
        }
        return new KeyId(value);
    }

    static int threshold(Members role) throws MalformedMetadata {
        long threshold = role.integer("threshold");
        if (threshold < 1 || threshold > Integer.MAX_VALUE) {
            throw new MalformedMetadata(
                    role.at("threshold") + ": must be at least 1, not " + threshold);
        }
        return (int) threshold;
    }

    static void boundKey(Place place, Bytes key) throws MalformedMetadata {
        if (key.length() > LONGEST_KEY) {
            throw new MalformedMetadata(place + ": longer than " + LONGEST_KEY + " bytes");
        }
    }
}
