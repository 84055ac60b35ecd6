package dev.tabellion.guilty.collection;

/** An innocent event. */
record Recorded(int number) implements HouseEvent {}
