package dev.tabellion.e2e;

import dev.tabellion.e2e.server.OnServer;
import dev.tabellion.e2e.server.Scene;

/** The same life, with every server key in a token. */
@OnServer("tabellion-token")
class TokenPublishingIT extends PublishingIT {

    TokenPublishingIT(Scene scene) {
        super(scene);
    }
}
