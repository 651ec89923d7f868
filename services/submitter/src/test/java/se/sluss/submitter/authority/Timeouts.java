package se.sluss.submitter.authority;

import java.time.Duration;

/** How long a test's connection is waited for. */
record Timeouts(Duration connectTimeout, Duration readTimeout, Duration settle)
    implements TransportConfig {}
