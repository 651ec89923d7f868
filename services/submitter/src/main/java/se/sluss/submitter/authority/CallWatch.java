package se.sluss.submitter.authority;

import java.net.Socket;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;

/**
 * What watches calls that are under way.
 *
 * @param lost whether what was written to a socket is held up, judged with how many segments the
 *     host had sent again before
 */
record CallWatch(ScheduledExecutorService threads, BiPredicate<Socket, Long> lost) {
  /** By what the host tells; on one thread. */
  static CallWatch by(ScheduledExecutorService thread) {
    Unacknowledged unacknowledged = new Unacknowledged();
    return new CallWatch(
        thread,
        (socket, before) -> Retransmissions.count() != before && unacknowledged.has(socket));
  }
}
