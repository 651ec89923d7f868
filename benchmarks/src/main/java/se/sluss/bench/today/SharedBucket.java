package se.sluss.bench.today;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A bucket4j bucket in Postgres that several processes share: capacity 1, one token each interval;
 * each takes a token and then calls.
 */
final class SharedBucket implements Pace {
  private static final String TABLE = "compared.bucket";
  private static final long KEY = 1;

  private final BucketProxy bucket;

  SharedBucket(Assignment.Database database, Duration interval) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(1);
    ProxyManager<Long> buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(new HikariDataSource(pool))
            .table(TABLE)
            .build();
    BucketConfiguration configuration =
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(1).refillIntervally(1, interval))
            .build();
    this.bucket = buckets.builder().build(KEY, () -> configuration);
  }

  /** Before the first process starts: making it is not safe for several at once. */
  static void makeTable(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("CREATE SCHEMA compared");
      sql.execute(
          "CREATE TABLE " + TABLE + " (id bigint PRIMARY KEY, state bytea, expires_at bigint)");
    }
  }

  @Override
  public void await() throws InterruptedException {
    bucket.asBlocking().consume(1);
  }

  @Override
  public void rest() {}
}
