package se.sluss.bench.today;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import se.sluss.bench.harness.PlainClient;

/**
 * Three processes that share a bucket4j bucket in Postgres: capacity 1, one token each interval,
 * each takes a token and then calls.
 */
public final class SharedBucket implements Integrator {
  private static final int PROCESSES = 3;
  private static final long KEY = 1;

  private final String client;
  private final Supplier<PlainClient> connections;
  private final HikariDataSource database;
  private final BucketConfiguration configuration;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param connections of that client
   * @param jdbcUrl of the database that the bucket lies in
   */
  public SharedBucket(
      String client,
      Supplier<PlainClient> connections,
      Duration interval,
      String jdbcUrl,
      String user,
      String password) {
    this.client = client;
    this.connections = connections;
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(jdbcUrl);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(PROCESSES);
    this.database = new HikariDataSource(pool);
    this.configuration =
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(1).refillIntervally(1, interval))
            .build();
    makeTable(database);
    for (int i = 0; i < PROCESSES; i++) {
      workers.add(started());
    }
  }

  private static void makeTable(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE SCHEMA IF NOT EXISTS compared");
      sql.execute(
          "CREATE TABLE IF NOT EXISTS compared.bucket"
              + " (id bigint PRIMARY KEY, state bytea, expires_at bigint)");
    } catch (SQLException e) {
      throw new IllegalStateException("The bucket's table could not be made", e);
    }
  }

  private Worker started() {
    ProxyManager<Long> buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database).table("compared.bucket").build();
    var bucket = buckets.builder().build(KEY, () -> configuration);
    return Worker.start(
        connections.get(),
        new Worker.Turn() {
          @Override
          public void await() throws InterruptedException {
            bucket.asBlocking().consume(1);
          }

          @Override
          public void rest() {}
        });
  }

  @Override
  public String client() {
    return client;
  }

  @Override
  public void kill() {
    workers.removeFirst().kill();
  }

  @Override
  public void restart() {
    workers.add(started());
  }

  @Override
  public void close() {
    workers.forEach(Worker::kill);
    database.close();
  }
}
