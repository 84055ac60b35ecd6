package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;

/** All that one signed timestamp stands for. Says nothing about whether it was ever published. */
public record Position(PinnedRoot root, Mark snapshot, Mark timestamp) {}
