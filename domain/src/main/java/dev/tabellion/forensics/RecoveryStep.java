package dev.tabellion.forensics;

import dev.tabellion.detection.Playbook;

/**
 * One thing to do, in its turn.
 *
 * @param collections for how many it is to be done
 */
public record RecoveryStep(Playbook playbook, int collections, String what) {}
