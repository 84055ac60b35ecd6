package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of a file and where they lie: a tar in the one spelling there is for them. Holds no
 * content; reading it again is up to who asks.
 */
final class Container {
    static final int MOST_MEMBERS = 40_000;
    static final long LONGEST = 512L << 20;

    /** What ends a tar. */
    static final int END = 2 * TarHeader.BLOCK;

    private final Slices file;
    private final SequencedMap<MemberName, Place> places;

    private record Place(long from, int length) {}

    private Container(Slices file, SequencedMap<MemberName, Place> places) {
        this.file = file;
        this.places = places;
    }

    /**
     * @throws MalformedEvidence unless it is one from the first byte to the last
     */
    static Container of(Slices file) throws MalformedEvidence {
        long length = file.length();
        if (length > LONGEST || length < END || length % TarHeader.BLOCK != 0) {
            throw new MalformedEvidence(
                    "the file", "its length is not that of one: " + length + " bytes");
        }
        SequencedMap<MemberName, Place> places = new LinkedHashMap<>();
        long at = 0;
        while (!isZero(file.read(at, TarHeader.BLOCK))) {
            MemberName before = places.isEmpty() ? null : places.lastEntry().getKey();
            Place place = add(file, at, before, places);
            at = place.from() + TarHeader.padded(place.length());
            if (length - at < END) {
                throw new MalformedEvidence(
                        places.lastEntry().getKey().text(), "the file ends within it");
            }
        }
        if (length - at != END || !isZero(file.read(at + TarHeader.BLOCK, TarHeader.BLOCK))) {
            throw new MalformedEvidence("the file", "something stands behind its last member");
        }
        return new Container(file, places);
    }

    private static Place add(
            Slices file,
            long at,
            @Nullable MemberName before,
            SequencedMap<MemberName, Place> places)
            throws MalformedEvidence {
        String behind = before == null ? "the file's first header" : "the header behind " + before;
        TarHeader header = TarHeader.read(file.read(at, TarHeader.BLOCK));
        if (header == null) {
            throw new MalformedEvidence(behind, "not the header of a plain file in its spelling");
        }
        MemberName name = MemberName.of(header.name());
        if (name == null) {
            throw new MalformedEvidence(behind, "no member is called so");
        }
        if (before != null && before.compareTo(name) >= 0) {
            throw new MalformedEvidence(name.text(), "there twice, or not in its place");
        }
        if (header.length() > name.part().longest() || places.size() == MOST_MEMBERS) {
            throw new MalformedEvidence(name.text(), "longer, or one more, than there may be");
        }
        Place place = new Place(at + TarHeader.BLOCK, (int) header.length());
        long padded = TarHeader.padded(place.length());
        if (file.length() - place.from() < padded) {
            throw new MalformedEvidence(name.text(), "the file ends within it");
        }
        int padding = (int) (padded - place.length());
        if (!isZero(file.read(place.from() + place.length(), padding))) {
            throw new MalformedEvidence(name.text(), "its padding is not empty");
        }
        places.put(name, place);
        return place;
    }

    private static boolean isZero(Bytes bytes) {
        for (int at = 0; at < bytes.length(); at++) {
            if (bytes.at(at) != 0) {
                return false;
            }
        }
        return true;
    }

    SequencedMap<MemberName, Integer> lengths() {
        SequencedMap<MemberName, Integer> lengths = new LinkedHashMap<>();
        places.forEach((name, place) -> lengths.put(name, place.length()));
        return lengths;
    }

    /** Null if there is no such member. */
    @Nullable Bytes read(MemberName name) {
        Place place = places.get(name);
        return place == null ? null : file.read(place.from(), place.length());
    }

    /**
     * @throws MalformedEvidence if there is no such member
     */
    Bytes need(MemberName name) throws MalformedEvidence {
        Bytes bytes = read(name);
        if (bytes == null) {
            throw new MalformedEvidence(name.text(), "missing");
        }
        return bytes;
    }

    Sha256 digest(MemberName name) {
        Bytes bytes = read(name);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return bytes.sha256();
    }
}
