package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/**
 * What a call costs the database: the time that a connection is inside transactions for it, beside
 * that of the least that any limiter in a database does, one durable update of one row.
 */
final class CostOfCall implements Phase {
  private static final List<Integer> LANES = List.of(1, 100, 1000);
  private static final int EACH = 200;

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String about() {
    return "database time of claim, departure, outcome and their events, for sets of lanes";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int calls = (int) settings.slotsOr(3000);
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.SERVER);
        Connection room = database.connect()) {
      database.load(
          """
          SELECT a_lane('l' || n, 1), fill('l' || n, 'l' || n || '_', 10, %d, NULL)
          FROM generate_series(1, %d) AS n
          """
              .formatted(EACH / 10, LANES.getLast()));
      database.load(
          "SELECT a_lane('one', 1), fill('one', 'one_', 10, %d, NULL)".formatted(calls / 5));
      database.analyse();
      LaneDatabase.run(
          room,
          "SELECT refresh_lane(connection_id, %d, %d) FROM lane"
              .formatted(Turns.URGENT_PERMILLE, Turns.MOST_BORROWED));
      room.setAutoCommit(false);
      double update = slotUpdates(room, calls);
      var figures = new ArrayList<Figure>();
      for (int lanes : LANES) {
        List<String> set =
            lanes == 1
                ? List.of("one")
                : IntStream.rangeClosed(1, lanes).mapToObj(n -> "l" + n).toList();
        figures.add(figure(new Spent(room), set, Math.max(calls / lanes, 10), update));
      }
      return figures;
    }
  }

  private static Figure figure(Spent spent, List<String> lanes, int rounds, double update)
      throws SQLException {
    for (int round = -2; round < rounds; round++) {
      if (round == 0) {
        spent.forget();
      }
      spent.round(lanes);
    }
    double calls = (double) rounds * lanes.size();
    String name = "database time per call / slot update, %d lanes".formatted(lanes.size());
    double ratio = spent.all() / calls / update;
    String note =
        "claim %.0f + outcome %.0f µs of %.0f calls, with their events; update %.0f µs"
            .formatted(
                spent.claim / calls / 1000, spent.outcome / calls / 1000, calls, update / 1000);
    return Figure.of(name, ratio, "", Target.atMost(2, 0.2)).noting(note);
  }

  /** The mean in nanoseconds. */
  private static double slotUpdates(Connection room, int calls) throws SQLException {
    var histogram = new Histogram(3);
    try (PreparedStatement update =
        room.prepareStatement(
            "UPDATE lane SET next_at = greatest(next_at, clock_timestamp()) + micros(1) WHERE"
                + " connection_id = ? RETURNING next_at")) {
      update.setString(1, "one");
      for (int i = -100; i < calls; i++) {
        long begin = System.nanoTime();
        update.executeQuery().close();
        room.commit();
        if (i >= 0) {
          histogram.recordValue(System.nanoTime() - begin);
        }
      }
    }
    return histogram.getMean();
  }

  /** One connection, and the nanoseconds that it was inside transactions. */
  private static final class Spent {
    private static final String EVENT =
        "INSERT INTO outbox (event_id, type, key, data, traceparent, origin)"
            + " VALUES (?, 'se.sluss.submission', ?, ?, ?, ?)";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** What the events of a slot and of a receipt with its sealed answer take. */
    private static final byte[] SENDING = new byte[500];

    private static final byte[] RECEIVED = new byte[3_000];

    private final Connection room;
    private final Claim claims;
    private final PreparedStatement event;
    private final PreparedStatement lock;
    private final PreparedStatement end;
    private final PreparedStatement save;
    private final PreparedStatement learn;
    private long claim;
    private long outcome;

    Spent(Connection room) throws SQLException {
      this.room = room;
      claims = new Claim(room);
      event = room.prepareStatement(EVENT);
      lock = room.prepareStatement("SELECT * FROM job WHERE submission_id = ? FOR UPDATE");
      end =
          room.prepareStatement(
              "UPDATE attempt SET finished_at = clock_timestamp(), outcome = 'RECEIVED',"
                  + " sealed_response = ?, duration_micros = 1 WHERE id = ? AND finished_at IS NULL"
                  + " RETURNING number");
      save =
          room.prepareStatement(
              "UPDATE job SET state = 'RECEIVED', changed_at = clock_timestamp() WHERE"
                  + " submission_id = ?");
      learn =
          room.prepareStatement(
              """
              SELECT learn_from_answers(asked.ids, array_fill(clock_timestamp(), asked.many),
                array_fill(50000::bigint, asked.many), array_fill(true, asked.many),
                array_fill(false, asked.many), array_fill(false, asked.many), 0, 2000000)
              FROM (SELECT ids, ARRAY[cardinality(ids)] AS many FROM (SELECT ?::text[] AS ids) AS i)
                AS asked
              """);
    }

    /** A call of each lane, as the room makes it: two transactions, one round trip a statement. */
    void round(List<String> lanes) throws SQLException {
      long begin = System.nanoTime();
      List<Claim.Taken> taken = claims.of(lanes);
      for (Claim.Taken one : taken) {
        tell(one, SENDING);
      }
      room.commit();
      long claimed = System.nanoTime();
      for (Claim.Taken one : taken) {
        lock.setString(1, one.submission());
        lock.execute();
        end.setBytes(1, RECEIVED);
        end.setString(2, one.attempt());
        end.execute();
        save.setString(1, one.submission());
        save.execute();
        tell(one, RECEIVED);
      }
      learn.setArray(
          1, room.createArrayOf("text", taken.stream().map(Claim.Taken::attempt).toArray()));
      learn.execute();
      room.commit();
      claim += claimed - begin;
      outcome += System.nanoTime() - claimed;
    }

    private void tell(Claim.Taken one, byte[] data) throws SQLException {
      event.setString(1, one.attempt());
      event.setString(2, one.submission());
      event.setBytes(3, data);
      event.setString(4, TRACE);
      event.setString(5, TRACE);
      event.execute();
    }

    void forget() {
      claim = 0;
      outcome = 0;
    }

    double all() {
      return (double) claim + outcome;
    }
  }
}
