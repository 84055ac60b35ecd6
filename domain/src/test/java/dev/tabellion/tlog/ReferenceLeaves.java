package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** The eight leaves of the reference trees that Certificate Transparency's programs share. */
final class ReferenceLeaves {
    private static final List<Bytes> ALL =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(Bytes::hex)
                    .toList();

    private ReferenceLeaves() {}

    static TextbookTree first(int size) {
        return new TextbookTree(ALL.subList(0, size));
    }
}
