package dev.tabellion.guilty.query;

import dev.tabellion.guilty.command.Door;

/** The read side at the door of the write side. */
interface AsksTheWriteSide {
    void ask(Door door);
}
