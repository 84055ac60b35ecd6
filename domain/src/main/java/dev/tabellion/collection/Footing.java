package dev.tabellion.collection;

/** The documents a signature builds upon, by their marks: who names them need not have them. */
public record Footing(Mark root, Mark snapshot) {}
