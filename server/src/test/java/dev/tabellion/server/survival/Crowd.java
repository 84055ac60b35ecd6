package dev.tabellion.server.survival;

import dev.tabellion.e2e.client.Wire;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Several publishers of one server, as what is done to it has to be borne by more than one. */
final class Crowd {
    private Crowd() {}

    /** Each with a collection of its own; every other one leaves its snapshots to the server. */
    static List<TenaciousPublisher> of(int number, Wire wire, Fate fate) {
        return IntStream.range(0, number)
                .mapToObj(
                        each ->
                                TenaciousPublisher.beginning(
                                        "example.com/" + UUID.randomUUID(),
                                        wire,
                                        fate,
                                        each % 2 == 0))
                .toList();
    }
}
