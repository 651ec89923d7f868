package se.sluss.signing.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.order.Owner;
import se.sluss.signing.order.SignerRule;

/** Each tenant's rule on who may sign for it. All calls belong inside a transaction. */
@ApplicationScoped
public class SignerRules {
  private static final String SELECT =
      "SELECT rule, sealed_signers, version FROM signer_rule WHERE tenant_id = ? AND mode = ?";
  private static final String INSERT =
      "INSERT INTO signer_rule (rule, sealed_signers, changed_at, tenant_id, mode, vendor_id,"
          + " version) VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING";
  private static final String UPDATE =
      "UPDATE signer_rule SET rule = ?, sealed_signers = ?, changed_at = ?, version = version + 1"
          + " WHERE tenant_id = ? AND mode = ? AND version = ?";

  private final AgroalDataSource database;
  private final Sealer sealer;

  public SignerRules(AgroalDataSource database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  /** The rule in force. */
  public SignerRule of(Owner owner) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, owner.tenantId().value());
      statement.setString(2, owner.mode().wire());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new SignerRule(
                SignerRule.Kind.valueOf(row.getString(1)),
                open(owner, SealedBytes.of(row.getBytes(2))),
                row.getInt(3))
            : SignerRule.UNSET;
      }
    } catch (SQLException e) {
      throw new StoreException("Who may sign for a tenant could not be read", e);
    }
  }

  /** Sets it in place of the version that was read; false when that has changed meanwhile. */
  public boolean set(Owner owner, SignerRule rule, Instant now) {
    boolean first = rule.version() == 0;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(first ? INSERT : UPDATE)) {
      statement.setString(1, rule.kind().name());
      statement.setBytes(2, seal(owner, rule.registered()).bytes());
      statement.setTimestamp(3, Timestamp.from(now));
      statement.setString(4, owner.tenantId().value());
      statement.setString(5, owner.mode().wire());
      if (first) {
        statement.setString(6, owner.vendorId().value());
      } else {
        statement.setInt(6, rule.version());
      }
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new StoreException("Who may sign for a tenant could not be kept", e);
    }
  }

  private SealedBytes seal(Owner owner, Set<Personnummer> people) {
    String plain =
        people.stream().map(Personnummer::digits).sorted().collect(Collectors.joining("\n"));
    return sealer.seal(
        owner.tenantId(),
        subject(owner),
        Purpose.SIGNERS,
        plain.getBytes(StandardCharsets.US_ASCII));
  }

  private Set<Personnummer> open(Owner owner, SealedBytes sealed) {
    byte[] plain = sealer.open(owner.tenantId(), subject(owner), Purpose.SIGNERS, sealed);
    return new String(plain, StandardCharsets.US_ASCII)
        .lines()
        .map(Personnummer::new)
        .collect(Collectors.toSet());
  }

  private static String subject(Owner owner) {
    return owner.tenantId().value() + "/" + owner.mode().wire();
  }
}
