package dev.tabellion.guilty.background;

/** Innocent: it uses no floor. */
interface StandsOnTheGround {
    void stand();
}
