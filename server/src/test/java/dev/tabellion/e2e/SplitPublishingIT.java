package dev.tabellion.e2e;

import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;

/** The same life, with the signer in a process of its own. */
@OnServer("tabellion-split")
class SplitPublishingIT extends PublishingIT {

    SplitPublishingIT(Scene scene) {
        super(scene);
    }
}
