package se.sluss.kit.schema;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * A replica of an older release that starts, in the middle of a roll-out or when a release is taken
 * back, leaves the schema as the newer release made it: it neither ends because of migrations that
 * it does not know, nor puts its own functions over newer ones.
 *
 * <p>Older is a release that brings nothing that this schema has not had, while the schema has come
 * to have something else since. So a repeatable migration never goes back to exactly what it once
 * was.
 */
@ApplicationScoped
class NewerSchemaStays implements FlywayConfigurationCustomizer {
  private static final Logger LOG = Logger.getLogger(NewerSchemaStays.class);

  /** Applied, and not among the migrations of this release. */
  private static final Set<MigrationState> OF_ANOTHER =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.MISSING_SUCCESS);

  private static final String OF_NO_FILE = "newer than this release's ";

  private final boolean migrates;

  NewerSchemaStays(
      @ConfigProperty(name = "quarkus.flyway.migrate-at-start", defaultValue = "false")
          boolean migrates) {
    this.migrates = migrates;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    if (migrates && isOfNewer(configuration.load().info())) {
      LOG.warn("A newer release has migrated the schema: it stays as it is");
      configuration
          .ignoreMigrationPatterns("*:missing", "*:future")
          .repeatableSqlMigrationPrefix(OF_NO_FILE);
    }
  }

  private static boolean isOfNewer(MigrationInfoService history) {
    List<MigrationInfo> applied = Arrays.asList(history.applied());
    List<MigrationInfo> pending = Arrays.asList(history.pending());
    boolean hasHadAll =
        pending.stream().allMatch(each -> each.isRepeatable() && cameAt(each, applied).isPresent());
    boolean hasHadMore =
        pending.stream().anyMatch(each -> wasFollowed(each, applied))
            || applied.stream().anyMatch(each -> OF_ANOTHER.contains(each.getState()));
    return hasHadAll && hasHadMore;
  }

  /** The rank in the history at which a repeatable migration first was as this release has it. */
  private static Optional<Integer> cameAt(MigrationInfo ours, List<MigrationInfo> applied) {
    return Optional.ofNullable(firstRanks(ours, applied).get(ours.getResolvedChecksum()));
  }

  /**
   * Whether it became something that it had not been before, after it was as this release has it.
   */
  private static boolean wasFollowed(MigrationInfo ours, List<MigrationInfo> applied) {
    return cameAt(ours, applied)
        .filter(came -> firstRanks(ours, applied).values().stream().anyMatch(rank -> rank > came))
        .isPresent();
  }

  /** The first rank of each checksum that it has had. */
  private static Map<Integer, Integer> firstRanks(
      MigrationInfo repeatable, List<MigrationInfo> applied) {
    return applied.stream()
        .filter(
            each ->
                each.isRepeatable() && each.getDescription().equals(repeatable.getDescription()))
        .collect(
            Collectors.toMap(
                MigrationInfo::getAppliedChecksum, MigrationInfo::getInstalledRank, Math::min));
  }
}
