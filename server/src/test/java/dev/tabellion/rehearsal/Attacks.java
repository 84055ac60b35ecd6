package dev.tabellion.rehearsal;

import java.util.List;
import java.util.stream.Stream;

/** All attacks, in the order in which they are played: those that spoil their server come last. */
final class Attacks {
    static final List<Attack> ALL =
            Stream.of(
                            PublisherAttacks.ALL,
                            OnlineAttacks.WHOLE,
                            RecordAttacks.ALL,
                            OnlineAttacks.APART,
                            ClockAttacks.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Attacks() {}
}
