package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.Node;
import se.sluss.evidence.log.Place;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.model.id.ReceiptId;
import se.sluss.receipts.evidence.LogStore;

/** The log in SQL. */
@ApplicationScoped
public class LogTable implements LogStore {
  private final Sql sql;

  LogTable(Sql sql) {
    this.sql = sql;
  }

  @Override
  public long lockSize() {
    return sql.first("SELECT tree_size FROM evidence_log FOR UPDATE", row -> row.getLong(1))
        .orElseThrow();
  }

  @Override
  public List<Leaf> unlogged(int most) {
    return sql.query(
        "SELECT receipt_id, manifest_sha256 FROM evidence_package"
            + " WHERE made_at IS NOT NULL AND leaf_index IS NULL"
            + " ORDER BY made_at, receipt_id LIMIT ?",
        row -> new Leaf(ReceiptId.of(row.getString(1)), Hash.ofBytes(row.getBytes(2))),
        most);
  }

  @Override
  public Map<Place, Hash> read(Set<Place> places) {
    Map<Place, Hash> found = new HashMap<>();
    sql.query(
            "SELECT n.level, n.index, n.hash FROM evidence_node n"
                + " JOIN unnest(?::text[]::smallint[], ?::text[]::bigint[]) AS wanted (level, index)"
                + " USING (level, index)",
            LogTable::node,
            places.stream().map(Place::level).toList(),
            places.stream().map(Place::index).toList())
        .forEach(node -> found.put(node.place(), node.hash()));
    return found;
  }

  private static Node node(ResultSet row) throws SQLException {
    return new Node(new Place(row.getInt(1), row.getLong(2)), Hash.ofBytes(row.getBytes(3)));
  }

  @Override
  public void append(List<Node> nodes, List<Placed> placed, long newSize) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    nodes.forEach(
        node ->
            rows.add(
                new Object[] {node.place().level(), node.place().index(), node.hash().bytes()}));
    sql.updateEach("INSERT INTO evidence_node (level, index, hash) VALUES (?, ?, ?)", rows);
    List<@Nullable Object[]> places = new ArrayList<>();
    placed.forEach(leaf -> places.add(new Object[] {leaf.index(), leaf.receipt()}));
    sql.updateEach("UPDATE evidence_package SET leaf_index = ? WHERE receipt_id = ?", places);
    sql.update("UPDATE evidence_log SET tree_size = ?", newSize);
  }

  @Override
  public void publish(long size, PublishedHead head, Instant signedAt) {
    ByteArrayOutputStream consistency = new ByteArrayOutputStream();
    head.consistency().orElse(List.of()).forEach(hash -> consistency.writeBytes(hash.bytes()));
    sql.update(
        "INSERT INTO evidence_tree_head (tree_size, signed_head, consistency, signed_at)"
            + " VALUES (?, ?, ?, ?)",
        size,
        head.treeHead(),
        head.consistency().isPresent() ? consistency.toByteArray() : null,
        signedAt);
  }

  @Override
  public Optional<String> newest() {
    return sql.first(
        "SELECT signed_head FROM evidence_tree_head ORDER BY tree_size DESC LIMIT 1",
        row -> row.getString(1));
  }

  @Override
  public List<PublishedHead> after(long size, int most) {
    return sql.query(
        "SELECT signed_head, consistency FROM evidence_tree_head WHERE tree_size > ?"
            + " ORDER BY tree_size LIMIT ?",
        row ->
            new PublishedHead(
                row.getString(1), Optional.ofNullable(row.getBytes(2)).map(LogTable::hashes)),
        size,
        most);
  }

  private static List<Hash> hashes(byte[] together) {
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < together.length; at += Hash.SIZE) {
      hashes.add(Hash.ofBytes(Arrays.copyOfRange(together, at, at + Hash.SIZE)));
    }
    return hashes;
  }

  @Override
  public List<Hash> leaves(long from, int most) {
    return sql.query(
        "SELECT hash FROM evidence_node WHERE level = 0 AND index >= ? ORDER BY index LIMIT ?",
        row -> Hash.ofBytes(row.getBytes(1)),
        from,
        most);
  }
}
