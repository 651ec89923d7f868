package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
  private static final int EACH = 200;

  private final List<Integer> sets;

  CostOfCall() {
    this(List.of(1, 100, 1000));
  }

  /**
   * @param sets how many lanes are asked for together, ascending
   */
  CostOfCall(List<Integer> sets) {
    this.sets = List.copyOf(sets);
  }

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
              .formatted(EACH / 10, sets.getLast()));
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
      for (int lanes : sets) {
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
    private static final String EVENTS =
        "INSERT INTO outbox (event_id, type, key, data, traceparent, origin)"
            + " SELECT id, 'se.sluss.submission', key, ?, ?, ? FROM unnest(?::text[], ?::text[])"
            + " WITH ORDINALITY AS event (id, key, number) ORDER BY number";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** What the events of a slot and of a receipt with its sealed answer take. */
    private static final byte[] SENDING = new byte[500];

    private static final byte[] RECEIVED = new byte[3_000];

    private final Connection room;
    private final Claim claims;
    private final PreparedStatement events;
    private final PreparedStatement lock;
    private final PreparedStatement end;
    private final PreparedStatement save;
    private final PreparedStatement learn;
    private long claim;
    private long outcome;

    Spent(Connection room) throws SQLException {
      this.room = room;
      claims = new Claim(room);
      events = room.prepareStatement(EVENTS);
      lock =
          room.prepareStatement(
              """
              SELECT job.* FROM unnest(?::text[]) AS wanted (id)
              CROSS JOIN LATERAL (
                SELECT submission_id, state FROM job WHERE submission_id = wanted.id FOR UPDATE)
                AS job
              """);
      end =
          room.prepareStatement(
              """
              SELECT end_attempts(asked.ids, array_fill('RECEIVED'::text, asked.many),
                array_fill(NULL::text, asked.many), array_fill(200, asked.many),
                array_fill(?::bytea, asked.many), array_fill(1::bigint, asked.many))
              FROM (SELECT ids, ARRAY[cardinality(ids)] AS many FROM (SELECT ?::text[] AS ids) AS i)
                AS asked
              """);
      save =
          room.prepareStatement(
              """
              SELECT save_jobs(asked.ids, array_fill('RECEIVED'::text, asked.many),
                array_fill(''::text, asked.many), array_fill(NULL::text, asked.many),
                array_fill(NULL::timestamptz, asked.many), array_fill(0, asked.many),
                array_fill(false, asked.many))
              FROM (SELECT ids, ARRAY[cardinality(ids)] AS many FROM (SELECT ?::text[] AS ids) AS i)
                AS asked
              """);
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

    /** A call of each lane, as the room makes it: two transactions, all lanes in one statement. */
    void round(List<String> lanes) throws SQLException {
      long begin = System.nanoTime();
      List<Claim.Taken> taken = claims.of(lanes);
      Array attempts = texts(taken, Claim.Taken::attempt);
      Array submissions = texts(taken, Claim.Taken::submission);
      tell(attempts, submissions, SENDING);
      room.commit();
      long claimed = System.nanoTime();
      lock.setArray(1, submissions);
      lock.execute();
      end.setBytes(1, RECEIVED);
      end.setArray(2, attempts);
      end.execute();
      save.setArray(1, submissions);
      save.execute();
      learn.setArray(1, attempts);
      learn.execute();
      tell(attempts, submissions, RECEIVED);
      room.commit();
      claim += claimed - begin;
      outcome += System.nanoTime() - claimed;
    }

    private Array texts(List<Claim.Taken> taken, Function<Claim.Taken, String> member)
        throws SQLException {
      return room.createArrayOf("text", taken.stream().map(member).toArray());
    }

    private void tell(Array ids, Array keys, byte[] data) throws SQLException {
      events.setBytes(1, data);
      events.setString(2, TRACE);
      events.setString(3, TRACE);
      events.setArray(4, ids);
      events.setArray(5, keys);
      events.execute();
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
